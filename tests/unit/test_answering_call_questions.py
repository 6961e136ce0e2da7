from __future__ import annotations

import pytest

from assistant.answering.calls.questions import recognise_call_question


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("fi", "Mitkä haut ovat nyt auki?", ("open",)),
        ("fi", "Milloin seuraava haku aukeaa?", ("opens", "coming")),
        ("fi", "Mihin asti osatyökykyisten haku on auki?", ("closes", "open")),
        ("fi", "Paljonko omarahoitusta haussa haku-2026-3 vaaditaan?", ("own_contribution",)),
        ("fi", "Voiko yhdistys hakea hausta haku-2026-3?", ("eligible_applicants",)),
        ("fi", "Milloin on seuraava hakuinfo?", ("events", "coming")),
        ("fi", "Mihin sähköpostiin laitan kysymykset hausta?", ("contact",)),
        ("fi", "Kenelle voin soittaa tästä hausta?", ("contact",)),
        ("fi", "Mistä Pirkanmaan haussa on kyse?", ("about",)),
        ("sv", "Vem kan jag ringa om utlysningen?", ("contact",)),
        ("sv", "Vad handlar utlysningen om?", ("about",)),
        ("en", "Who should I e-mail about the call?", ("contact",)),
        ("en", "What is the Satakunta call about?", ("about",)),
        ("et", "Kellele saan taotlusvooru asjus helistada?", ("contact",)),
        ("ru", "Кому позвонить по поводу конкурса?", ("contact",)),
        ("ru", "О чём этот конкурс?", ("about",)),
        ("uk", "Кому писати про конкурс?", ("contact",)),
        ("ar", "إلى من أكتب بشأن هذه الدعوة؟", ("contact",)),
        ("sv", "Vilka utlysningar är öppna just nu?", ("open",)),
        ("sv", "När öppnar nästa utlysning?", ("opens", "coming")),
        ("sv", "Hur stor egenfinansiering kräver utlysningen?", ("own_contribution",)),
        ("en", "Which calls are open now?", ("open",)),
        ("en", "Who can apply in the current call?", ("eligible_applicants", "open")),
        ("et", "Millised taotlusvoorud on praegu avatud?", ("open",)),
        ("ru", "Какие конкурсы сейчас открыты?", ("open",)),
        ("uk", "Які конкурси зараз відкриті?", ("open",)),
        ("ar", "ما الدعوات المفتوحة الآن؟", ("open",)),
    ],
)
def test_what_is_asked_of_calls_is_recognised(language: str, text: str, asked: tuple[str, ...]) -> None:
    question = recognise_call_question(text, language)
    assert question is not None
    assert question.asked == asked


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Montako hakemusta tuli hakuun haku-2026-3?"),
        ("fi", "Miten hakemukset arvioidaan haussa haku-2026-3?"),
        ("fi", "Mikä oli hankekyselyn vastausprosentti?"),
        ("fi", "Mitä hankekahvit ovat?"),
        ("sv", "Hur många ansökningar kom till utlysningen?"),
        ("en", "How many applications did the call receive?"),
        ("en", "How is the baseline measurement done?"),
        ("ru", "Сколько заявок поступило на конкурс?"),
    ],
)
def test_what_only_the_documents_tell_is_left_to_them(language: str, text: str) -> None:
    assert recognise_call_question(text, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "Mikä on hakuklinikka?"), ("fi", "Paljonko omarahoitus on?"), ("en", "When are the decisions made?")],
)
def test_what_names_no_call_is_on_one_only_if_the_question_before_was(language: str, text: str) -> None:
    question = recognise_call_question(text, language)
    assert question is not None
    assert not question.names_calls


def test_calls_that_are_asked_for_are_listed_not_told_about() -> None:
    question = recognise_call_question("Kerro avoimista hauista", "fi")
    assert question is not None
    assert "about" not in question.asked
