"""Follow-ups are made whole from the question before; questions that speak for themselves are left alone."""

from __future__ import annotations

import pytest
import yaml

from assistant.analysis import Analyser
from assistant.answering.answer import AnswerStatus
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.conversation.follow_up import resolve
from assistant.language import detect
from evals.golden_set import QUESTIONS

PLACES = "Kuinka pitkä palautumistauko on Satakunnassa?"
CALL = "Milloin Lapin haku päättyy?"
DAYS = "Missä vuoden 2026 verkostopäivät pidetään?"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def said(question: str, route: str = "documents", **carried: str) -> Exchange:
    return Exchange(question, detect(question), AnswerStatus.ANSWERED, route, carried=carried)


def resolved(analyser: Analyser, follow_up: str, *history: Exchange) -> str | None:
    language = detect(follow_up, default=history[-1].language if history else "fi")
    return resolve(follow_up, language, history, analyser)


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("Missä kunnassa hakemuksia oli eniten?", "Entä vähiten?", "Missä kunnassa hakemuksia oli vähiten?"),
        ("Missä kunnassa hakemuksia oli eniten?", "Vähiten?", "Missä kunnassa hakemuksia oli vähiten?"),
        ("Mikä työpaja oli pisin vuonna 2024?", "Entä lyhin?", "Mikä työpaja oli lyhin vuonna 2024?"),
        ("Mikä työpaja oli pisin?", "Toiseksi pisin?", "Mikä työpaja oli toiseksi pisin?"),
        ("Which office has the most staff?", "And the least?", "Which office has the least staff?"),
        ("Which office is the oldest?", "What about the second oldest?", "Which office is the second oldest?"),
        ("Vilket hus är det äldsta?", "Och det nyaste?", "Vilket hus är det nyaste?"),
        ("Mikä on talon pinta-ala?", "Entä korkein huone?", "Mikä on talon korkein huone?"),
    ],
)
def test_a_superlative_takes_the_place_of_a_superlative(
    analyser: Analyser, before: str, follow_up: str, whole: str
) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("Mikä on Metsäpolun budjetti?", "Kuka hanketta johtaa?", "Kuka hanketta johtaa (Metsäpolku)?"),
        ("Mikä on Metsäpolun budjetti?", "Montako koulua on mukana?", "Montako koulua on mukana (Metsäpolku)?"),
        ("Mikä on Metsäpolun budjetti?", "Montako koulua Ilvespolussa on mukana?", None),
        ("Mikä on Metsäpolun budjetti?", "Kuinka pitkä hanke saa olla?", None),
        ("Mikä on Metsäpolun budjetti?", "Mikä on hanke?", None),
        ("Missä Uudellamaalla on kouluja?", "Kuka hanketta johtaa?", None),
        ("Vem driver Skogsstigen?", "När började projektet?", "När började projektet (Skogsstigen)?"),
        ("Vem driver Skogsstigen?", "När får projekt börja?", None),
        (
            "Who runs the Night Library?",
            "When did the project begin?",
            "When did the project begin (the Night Library)?",
        ),
        (
            "Mikä oli Metsäpolun alkukartoituksen tulos?",
            "Entä loppukartoituksen?",
            "Mikä oli Metsäpolun loppukartoituksen tulos?",
        ),
    ],
)
def test_the_one_thing_named_is_meant_by_its_kind(
    analyser: Analyser, before: str, follow_up: str, whole: str | None
) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("Paljonko kahvia juodaan kouluissa?", "And in hospitals?", "Paljonko kahvia juodaan in hospitals?"),
        ("Mikä on Metsäpolun budjetti?", "What is the deadline?", "What is the deadline (Metsäpolku)?"),
        ("Vad är budgeten för Skogsstigen?", "Entä kesto?", "Kesto (Skogsstigen)?"),
        (CALL, "How much can one project get?", "How much can one project get (Lapin haku)?"),
        ("När ordnas mässan i Borgå?", "Hur anmäler man sig till den?", "Hur anmäler man sig till mässan i Borgå?"),
        ("What does the Night Library do?", "Who pays for it?", "Who pays for the Night Library?"),
    ],
)
def test_a_follow_up_may_be_in_another_language_or_end_in_a_pronoun(
    analyser: Analyser, before: str, follow_up: str, whole: str
) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (PLACES, "Entä Varsinais-Suomessa?", "Kuinka pitkä palautumistauko on Varsinais-Suomessa?"),
        (PLACES, "Entä Pirkanmaalla?", "Kuinka pitkä palautumistauko on Pirkanmaalla?"),
        (PLACES, "Pirkanmaalla?", "Kuinka pitkä palautumistauko on Pirkanmaalla?"),
        (CALL, "Entä työkykyhaku?", "Milloin työkykyhaku päättyy?"),
        (CALL, "kiitos, entä työkykyhaku?", "Milloin työkykyhaku päättyy?"),
        ("Milloin haku-2026-3 päättyy?", "Entä haku-2026-4?", "Milloin haku-2026-4 päättyy?"),
        (
            "Paljonko omarahoitusta pitää olla Lapin haussa?",
            "Entä pienhankkeiden jatkuvassa haussa?",
            "Paljonko omarahoitusta pitää olla pienhankkeiden jatkuvassa haussa?",
        ),
        ("Mikä oli Hankekyselyn 2026 vastausprosentti?", "2024?", "Mikä oli Hankekyselyn 2024 vastausprosentti?"),
        ("Montako webinaaria pidettiin?", "Entä vuonna 2025?", "Montako webinaaria pidettiin vuonna 2025?"),
        (
            "Montako hanketta on Pirkanmaalla vuonna 2025?",
            "Entä Lapissa vuonna 2024?",
            "Montako hanketta on Lapissa vuonna 2024?",
        ),
        ("Montako webinaaria oli 2026?", "Entä edellisenä vuonna?", "Montako webinaaria oli 2025?"),
        ("Mikä on Parempi työelämä -hankkeen budjetti?", "Entä Tekkaverin?", "Mikä on Tekkaverin budjetti?"),
        (
            "Mikä oli Länsi-Suomen työhyvinvointi-indeksi vuonna 2026?",
            "Entä Etelä-Suomen?",
            "Mikä oli Etelä-Suomen työhyvinvointi-indeksi vuonna 2026?",
        ),
        ("Voiko yritys hakea työkykyhausta?", "Entä yhdistys?", "Voiko yhdistys hakea työkykyhausta?"),
        ("Mikä on suuralue?", "Entä jalkauttaminen?", "Mikä on jalkauttaminen?"),
        (
            "Mikä oli indeksi sosiaali- ja terveyspalveluissa vuonna 2026?",
            "Entä koulutuksessa?",
            "Mikä oli indeksi koulutuksessa vuonna 2026?",
        ),
        ("How long is the break in Satakunta?", "And in Varsinais-Suomi?", "How long is the break in Varsinais-Suomi?"),
        (
            "What is the deadline of the Lapland call?",
            "And the work ability call?",
            "What is the deadline of the work ability call?",
        ),
        ("What is red in the model for AI?", "And yellow?", "What is yellow in the model for AI?"),
        ("Hur lång är pausen i Satakunta?", "Och i Egentliga Finland?", "Hur lång är pausen i Egentliga Finland?"),
        ("Hur många projekt använder AI år 2026?", "Och 2025?", "Hur många projekt använder AI år 2025?"),
        (
            "När stänger utlysningen om stöd för arbetsförmågan?",
            "Och utlysningen i Lappland?",
            "När stänger utlysningen i Lappland?",
        ),
        ("Millal lõpeb Lapi taotlusvoor?", "Aga töövõime taotlusvoor?", "Millal lõpeb töövõime taotlusvoor?"),
        (
            "Сколько человек было в Турку в 2025 году?",
            "А в 2024 году в Хельсинки?",
            "Сколько человек было в Хельсинки в 2024 году?",
        ),
        (
            "Скільки триває перерва в Сатакунті у 2025 році?",
            "А у 2026 році?",
            "Скільки триває перерва в Сатакунті у 2026 році?",
        ),
        ("كم عدد المشاركين في عام 2025؟", "وماذا عن 2024؟", "كم عدد المشاركين في عام 2024؟"),
    ],
)
def test_a_part_of_the_question_is_replaced(analyser: Analyser, before: str, follow_up: str, whole: str) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("Paljonko Lapin haussa on omarahoitusta?", "Milloin se päättyy?", "Milloin Lapin haku päättyy?"),
        (CALL, "Paljonko siihen saa rahaa?", "Paljonko siihen (Lapin haku) saa rahaa?"),
        ("Mikä on Tekkaverin budjetti?", "Milloin se päättyy?", "Milloin Tekkaveri päättyy?"),
        (
            "Minkä ikäisten kanssa senioriurakeskustelu käydään?",
            "Onko se pakollinen?",
            "Onko senioriurakeskustelu pakollinen?",
        ),
        (DAYS, "Kuka sen järjestää?", "Kuka sen (vuoden 2026 verkostopäivät) järjestää?"),
        (
            "Milloin on seuraavat hankekahvit?",
            "Pitääkö niihin ilmoittautua?",
            "Pitääkö niihin (hankekahvit) ilmoittautua?",
        ),
        ("What is the deadline of the Lapland call?", "When does it open?", "When does the Lapland call open?"),
        ("How many badges has Oppiva Kainuu issued?", "When does it end?", "When does Oppiva Kainuu end?"),
        ("När ordnas nätverksdagen i Vasa?", "Vem ordnar den?", "Vem ordnar nätverksdagen i Vasa?"),
    ],
)
def test_a_pronoun_stands_for_the_topic(analyser: Analyser, before: str, follow_up: str, whole: str) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (CALL, "Mikä on tukiprosentti?", "Mikä on tukiprosentti (Lapin haku)?"),
        (
            "When does the Lapland call close?",
            "How much money can I get?",
            "How much money can I get (the Lapland call)?",
        ),
        ("Montako webinaaria oli 2024?", "Montako niissä oli?", "Montako niissä (webinaari, 2024) oli?"),
        (CALL, "Voiko kunta hakea?", "Voiko kunta hakea (Lapin haku)?"),
        (DAYS, "Milloin?", "Milloin vuoden 2026 verkostopäivät pidetään?"),
        ("När ordnas nätverksdagen i Vasa?", "Var?", "Var ordnas nätverksdagen i Vasa?"),
        ("Peruttiinko etätyöhaku?", "Miksi?", "Miksi? Peruttiinko etätyöhaku?"),
    ],
)
def test_what_is_left_out_is_taken_from_before(analyser: Analyser, before: str, follow_up: str, whole: str) -> None:
    assert resolved(analyser, follow_up, said(before)) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Milloin on seuraavat hankekahvit?",
        "onko se osatyökykyisten haku vielä auki ja mihin asti",
        "Näkeekö pomo mitä mä oon vastannut siihen mittaukseen?",
        "Kuinka monta parannusehdotusta LATUssa tehtiin ja montako niistä toteutettiin?",
        "mitä kävi niille hakemuksille jotka ehti tulla peruttuun etätyöhakuun?",
        "työhönvalmentajan tuki kauanko se kestää",
        "Entä milloin on verkostopäivät?",
        "bensan hinta",
        "hankekahvit",
        "What is the smallest group that gets its own result?",
        "Hur länge tar mångfaldsronden och hur många punkter har den?",
    ],
)
def test_a_question_that_speaks_for_itself_is_left_alone(analyser: Analyser, question: str) -> None:
    assert resolved(analyser, question, said(CALL)) is None


def test_no_golden_question_is_polluted_by_another(analyser: Analyser) -> None:
    questions = [row["question"] for row in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))]
    pairs = zip(questions, questions[7:] + questions[:7], strict=True)
    assert [after for before, after in pairs if resolved(analyser, after, said(before))] == []


def test_the_first_question_has_nothing_to_follow(analyser: Analyser) -> None:
    assert resolved(analyser, "Milloin se päättyy?") is None


def test_small_talk_in_between_is_looked_past(analyser: Analyser) -> None:
    thanks = said("Kiitos", "small_talk")
    assert resolved(analyser, "Entä Pirkanmaalla?", said(PLACES), thanks) == (
        "Kuinka pitkä palautumistauko on Pirkanmaalla?"
    )


def test_only_the_last_question_is_built_on(analyser: Analyser) -> None:
    assert resolved(analyser, "Milloin se päättyy?", said(PLACES), said("Mikä on Tekkaverin budjetti?")) == (
        "Milloin Tekkaveri päättyy?"
    )


def test_what_a_route_has_carried_is_the_topic(analyser: Analyser) -> None:
    before = said("Mikä haku on auki Lapissa?", "calls", topic="Lapin vetovoimainen työelämä")
    assert resolved(analyser, "Milloin se päättyy?", before) == "Milloin Lapin vetovoimainen työelämä päättyy?"


@pytest.mark.parametrize(
    ("follow_up", "whole"),
    [
        ("Milloin se avautuu?", "Milloin Lapin haku (Lapin vetovoimainen työelämä) avautuu?"),
        ("Voiko yritys hakea?", "Voiko yritys hakea (Lapin haku, Lapin vetovoimainen työelämä)?"),
        ("Entä työkykyhaku?", "Milloin työkykyhaku päättyy?"),
    ],
)
def test_the_call_that_was_cited_is_named_beside_the_topic(analyser: Analyser, follow_up: str, whole: str) -> None:
    before = Exchange(CALL, "fi", AnswerStatus.ANSWERED, document_ids=("a1", "b2"))
    titles = {"a1": "Lapin vetovoimainen työelämä"}
    assert resolve(follow_up, "fi", (before,), analyser, titles.get) == whole


def test_the_call_stays_the_topic_from_turn_to_turn(analyser: Analyser) -> None:
    titles = {"a1": "Lapin vetovoimainen työelämä"}
    before = Exchange(
        "Paljonko siihen (Lapin haku, Lapin vetovoimainen työelämä) saa rahaa?",
        "fi",
        AnswerStatus.ANSWERED,
        document_ids=("a1",),
    )
    assert resolve("Mikä on tukiprosentti?", "fi", (before,), analyser, titles.get) == (
        "Mikä on tukiprosentti (Lapin haku, Lapin vetovoimainen työelämä)?"
    )


def test_what_a_declined_question_found_is_not_carried(analyser: Analyser) -> None:
    before = Exchange(CALL, "fi", AnswerStatus.PARTIAL, document_ids=("a1",))
    assert resolve("Milloin se avautuu?", "fi", (before,), analyser, {"a1": "Muu haku"}.get) == (
        "Milloin Lapin haku avautuu?"
    )


def test_a_choice_is_put_in_the_question_that_was_asked_back(analyser: Analyser) -> None:
    before = said("Milloin haku päättyy?", "clarify")
    assert resolved(analyser, "Lapin haku", before) == "Milloin Lapin haku päättyy?"


@pytest.mark.parametrize(
    ("told_of", "whole"),
    [("haku-1", "What is the budget (the island call, Saarihaku)?"), ("", "What is the budget (the island call)?")],
)
def test_a_call_is_named_when_the_answer_told_of_it_alone(analyser: Analyser, told_of: str, whole: str) -> None:
    before = Exchange(
        "When does the island call end?", "en", AnswerStatus.ANSWERED, "calls", ("d1", "d2"), {"calls": told_of}
    )
    found = resolve("What is the budget?", "en", [before], analyser, {"d1": "Saarihaku"}.get)
    assert found == whole
