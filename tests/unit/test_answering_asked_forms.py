from __future__ import annotations

import pytest

from assistant.answering.asked_forms import FORMS, TABLE, asked_forms, telling_first, untold_form
from assistant.answering.evidence import Evidence, judge
from assistant.answering.patterns import read_patterns
from assistant.documents import Filters
from assistant.language import detect
from assistant.retrieval.results import SearchResults
from tests.answering_builders import asked, found, result

LANGUAGES = {"fi", "sv", "en", "et", "ru", "uk", "ar"}


@pytest.mark.parametrize(
    ("language", "question", "form"),
    [
        ("fi", "Mikä on Oulun toimiston puhelinnumero?", "phone"),
        ("sv", "Vilket telefonnummer har kansliet?", "phone"),
        ("en", "What is the phone number of the helpdesk?", "phone"),
        ("fi", "Mihin sähköpostiosoitteeseen lasku lähetetään?", "email"),
        ("uk", "Яка адреса електронної пошти проєкту?", "email"),
        ("ru", "Какой адрес электронной почты у проекта?", "email"),
        ("fi", "Mikä on kirjaston katuosoite?", "street"),
        ("et", "Mis on registrikood?", "business_id"),
        ("en", "Which bank account number is the grant paid from?", "account"),
        ("fi", "Millainen palkka ohjaajille maksetaan?", "pay"),
        ("sv", "Hur hög lön får handledaren?", "pay"),
        ("fi", "Mikä on messujen verkkosivujen osoite?", "website"),
        ("en", "What is the web address of the library?", "website"),
        ("sv", "Vilken hemsida har föreningen?", "website"),
        ("fi", "Onko kurssi ilmainen?", "price"),
        ("fi", "Mitä pysäköinti maksaa?", "price"),
        ("sv", "Vad kostar frukosten?", "price"),
        ("en", "How much does a ticket cost?", "price"),
        ("et", "Kas koolitus on tasuta?", "price"),
        ("ru", "Сколько стоит обед?", "price"),
        ("uk", "Скільки коштує квиток?", "price"),
        ("ar", "كم سعر التذكرة؟", "price"),
        ("et", "Kui suur on linna eelarve?", "sum"),
        ("en", "What is the project budget?", "sum"),
        ("fi", "Kuinka suuri on kokeilun budjetti?", "sum"),
        ("fi", "Kuka on hankkeen vastaava johtaja?", "person"),
        ("fi", "Ohjausryhmän puheenjohtajan nimi?", "person"),
        ("sv", "Vad heter ordföranden?", "person"),
        ("en", "Who is the director of the fund?", "person"),
        ("et", "Kes on projekti koordinaator?", "person"),
        ("ru", "Кто председатель комитета?", "person"),
        ("uk", "Як звати директора?", "person"),
        ("ar", "من هو مدير المشروع؟", "person"),
    ],
)
def test_what_is_asked_by_form_is_missed_where_no_passage_has_it(language: str, question: str, form: str) -> None:
    passage = result("Hanke alkoi 1.3.2025. Sitä johtaa Koulutuskeskus, ja koordinaattori tukee johtajia työssä.")
    assert untold_form(question, language, [passage]) == form


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Mikä on toimiston puhelinnumero?", "Soita arkisin: 040 123 4567."),
        ("Mikä on toimiston puhelinnumero?", "Puhelin: +358 29 504 1000"),
        ("Mihin sähköpostiosoitteeseen kirjoitan?", "Kirjoita osoitteeseen haku@hanke.example.fi."),
        ("Mikä on tilaisuuden katuosoite?", "Paikka: Satamakatu 12, Kuopio."),
        ("Mikä on säätiön Y-tunnus?", "Säätiö, Y-tunnus 1234567-1"),
        ("Mikä on tilinumero?", "Maksu tilille FI21 1234 5600 0007 85."),
        ("Mitä palkkaa ohjaajille maksetaan?", "Ohjaajalle maksetaan 2 400 € kuussa."),
        ("Mitä palkkaa ohjaajille maksetaan?", "Tehtävä on palkaton."),
        ("Mikä on hankkeen verkkosivun osoite?", "Verkkosivu: hanke.example.fi"),
        ("Onko kurssi ilmainen?", "Kurssi on kaikille maksuton."),
        ("Paljonko kurssi maksaa?", "Osallistumismaksu on 1 250 €."),
        ("Paljonko kurssi maksaa?", "The course is free of charge."),
        ("Mikä on messujen budjetti?", "Budjetti: EUR 40,000"),
        ("Kuka on hankkeen johtaja?", "Hankkeen johtajana toimii Aino Virtanen."),
        ("Kuka on hankkeen johtaja?", "Projektledare: Åsa Öberg-Holm; telefon enligt överenskommelse"),
    ],
)
def test_what_is_told_is_not_missed(question: str, told: str) -> None:
    assert untold_form(question, "fi", [result("Jotain muuta."), result(told)]) is None


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Kuka rahoittaa hankkeita?"),
        ("fi", "Mikä on hankkeen nimi?"),
        ("fi", "Miten johtaja tukee jaksamista?"),
        ("fi", "Miten palkkakustannukset korvataan?"),
        ("fi", "Milloin puhelinpalvelu on auki?"),
        ("sv", "Vad heter finansiären?"),
        ("sv", "Vem är med i nätverket?"),
        ("en", "Who can apply?"),
        ("en", "How is e-mail used at work?"),
        ("et", "Kes võib taotleda?"),
        ("ru", "Кто может подать заявку?"),
    ],
)
def test_other_questions_ask_for_no_form(language: str, question: str) -> None:
    assert untold_form(question, language, [result("Jotain muuta.")]) is None


def test_a_name_without_a_role_beside_it_names_nobody() -> None:
    passages = [result("Anna Malli kertoi kokemuksistaan. Projektipäällikkö vastaa aikataulusta.")]
    assert untold_form("Kuka on projektipäällikkö?", "fi", passages) == "person"


def test_what_no_passage_tells_is_no_evidence_however_near_the_passages_are() -> None:
    near = SearchResults((result("Projektipäällikkö vastaa hankkeen aikataulusta."),), "fi", 0.99)
    assert judge("Mikä on projektipäällikön nimi?", near) is Evidence.NONE
    assert judge("Mistä projektipäällikkö vastaa?", near) is Evidence.ENOUGH


def test_every_form_is_known_in_every_language() -> None:
    table = read_patterns(TABLE)
    assert all(table[form].keys() == {*LANGUAGES, "told"} for form in FORMS)
    assert table["role"].keys() == table["name_of"].keys() == LANGUAGES


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Kuinka moni ja mikä osuus kurssilaisista siirtyi palkkatyöhön?"),
        ("fi", "Mihin palkkatukea voi käyttää ja mitä se vaatii?"),
        ("et", "Mis on oluline uue töötaja palkamisel?"),
        ("sv", "Vilka är de vanligaste felen för ledare i skiftarbete?"),
        ("sv", "Vilka är chefens uppgifter när någon är sjuk?"),
        ("ru", "Кто может участвовать в обучении для руководителей?"),
        ("uk", "Хто може взяти участь у навчанні для керівників?"),
    ],
)
def test_questions_that_only_sound_alike_ask_for_no_form(language: str, question: str) -> None:
    assert untold_form(question, language, [result("Koulutus on avoin kaikille, ja siihen ilmoittaudutaan.")]) is None


@pytest.mark.parametrize(
    ("language", "question"), [("sv", "Vilken e-postadress har kansliet?"), ("et", "Mis on büroo e-postiaadress?")]
)
def test_an_email_address_is_no_street(language: str, question: str) -> None:
    assert untold_form(question, language, [result("Kirjoita: toimisto@hanke.example.fi")]) is None


def test_who_the_leaders_are_asks_for_names() -> None:
    assert untold_form("Vilka är projektets ledare?", "sv", [result("Projektet har två ledare.")]) == "person"


@pytest.mark.parametrize(
    "question",
    [
        "How much of the budget goes to travel?",
        "Kuinka suuri osa budjetista menee matkoihin?",
        "Hur stor del av budgeten går till resor?",
        "Maksaako kunta tukea?",
        "Kuka maksaa matkat?",
    ],
)
def test_a_share_or_a_payer_is_no_sum_and_no_price(question: str) -> None:
    assert not {"price", "sum"} & set(asked_forms(question, detect(question)))


def test_passages_that_have_what_is_asked_for_by_form_come_first() -> None:
    lunch, free, late = result("Lounas on klo 12."), result("Päivä on maksuton."), result("Kurssi on maksuton.")
    fillers = [result("Muuta.", position=place) for place in range(3)]
    asks = asked("Onko päivä ilmainen?")
    assert telling_first(asks, Filters(), found(lunch, free)).results == (free, lunch)
    unmoved = found(lunch, *fillers, late)
    assert telling_first(asks, Filters(), unmoved) is unmoved, "far down it must have the words of the question too"
