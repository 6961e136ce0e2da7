"""From question to answer: every outcome is a status with words a person understands, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.answering.answer import Answer, AnswerStatus, Completed, SourcesFound, TextDelta
from assistant.answering.assistant import Assistant, Searcher
from assistant.answering.citations import cite
from assistant.answering.composer import Composer, Draft
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question, clean
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.routing import Asked
from assistant.documents import Filters, SearchResult
from assistant.errors import PermanentError, TransientError
from tests.answering_builders import EVERYTHING, ScriptedRetriever, found, result

PASSAGE = result("Tuki on enintään 80 % kustannuksista.", title="Hakuohje", page=3)
STEPS = ["clean", "language", "at_once", "follow_up", "route", "retrieve", "judge", "compose", "check", "suggest"]


def assistant(retriever: Searcher | None = None, composer: Composer | None = None) -> Assistant:
    return Assistant(
        retriever or ScriptedRetriever(found(PASSAGE)), composer or ExtractiveComposer(), max_question_chars=200
    )


def test_an_answer_is_streamed_and_the_last_event_holds_it_all() -> None:
    events = list(assistant().stream("Paljonko tuki on?"))
    assert isinstance(events[0], SourcesFound)
    last = events[-1]
    assert isinstance(last, Completed)
    assert "".join(event.text for event in events if isinstance(event, TextDelta)) == last.answer.text
    assert last.answer.status is AnswerStatus.ANSWERED
    assert last.answer.citations[0].page == 3
    assert last.answer.results == (PASSAGE,)


def test_every_step_is_timed() -> None:
    timings = assistant().ask("Paljonko tuki on?").timings
    assert list(timings) == STEPS
    assert all(milliseconds >= 0 for milliseconds in timings.values())


def test_the_question_is_cleaned_before_it_is_searched() -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    assistant(retriever).ask("  Paljonko\u00a0\ntuki\u200b  on?\x00 ")
    assert retriever.queries == ["Paljonko tuki on?"]


def test_cleaning_composes_letters_and_drops_soft_hyphens() -> None:
    assert clean("tyo\u0308\u00adhyvinvointi") == "työhyvinvointi"


@pytest.mark.parametrize(
    ("question", "language"),
    [("Paljonko tuki on?", "fi"), ("Hur stort är stödet?", "sv"), ("Сколько составляет поддержка?", "ru")],
)
def test_the_framing_is_in_the_language_of_the_question(question: str, language: str) -> None:
    assert assistant().ask(question).language == language


def test_a_language_that_is_given_wins() -> None:
    assert assistant().ask("Paljonko tuki on?", language="sv").text.startswith("Källan är på finska:")
    assert assistant().ask("Hello", language="fi").text.startswith("Hei!")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert assistant().ask("Wie hoch ist die Förderung?", language="de").language == "en"


@pytest.mark.parametrize("question", ["", "   ", "???", "\u200b\n"])
def test_no_question(question: str) -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever).ask(question, language="fi")
    assert (answer.status, answer.text[:8]) == (AnswerStatus.CLARIFICATION, "Kirjoita")
    assert retriever.queries == []


def test_a_question_that_is_too_long() -> None:
    answer = assistant().ask("Onko tuki riittävä? " * 20)
    assert answer.status is AnswerStatus.CLARIFICATION
    assert "399 merkkiä" in answer.text
    assert "200 merkkiä" in answer.text


@pytest.mark.parametrize(
    ("said", "language", "begins"),
    [
        ("Moi!", "fi", "Hei!"),
        ("hei hei", "fi", "Hei!"),
        ("Hejsan", "sv", "Hej!"),
        ("Tere!", "et", "Tere!"),
        ("Привіт", "uk", "Вітаю!"),
        ("مرحباً", "ar", "مرحبًا!"),
        ("Kiitos paljon!", "fi", "Ole hyvä!"),
        ("thanks a lot", "en", "You are welcome!"),
        ("Mitä osaat?", "fi", "Olen tietoavustaja."),
        ("What can you do?", "en", "I am a knowledge assistant."),
        ("Хто ти?", "uk", "Я довідковий"),
    ],
)
def test_small_talk(said: str, language: str, begins: str) -> None:
    retriever = ScriptedRetriever(found(PASSAGE))
    answer = assistant(retriever).ask(said)
    assert (answer.status, answer.language) == (AnswerStatus.CLARIFICATION, language)
    assert answer.text.startswith(begins)
    assert retriever.queries == []


@pytest.mark.parametrize("question", ["Moi, paljonko tuki on?", "Mitä osaamista tuki kattaa?", "Kiitos-kampanjan tuki"])
def test_a_question_after_a_greeting_is_a_question(question: str) -> None:
    assert assistant().ask(question).status is AnswerStatus.ANSWERED


def test_weak_evidence_makes_a_partial_answer() -> None:
    answer = assistant(ScriptedRetriever(found(PASSAGE, answerable=0.5))).ask("Paljonko tuki on?")
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.citations


def test_no_evidence_names_the_nearest_documents_and_says_nothing_else() -> None:
    results = [PASSAGE, PASSAGE, *(result("Muuta.", uri=f"{n}.pdf", title=f"Opas {n}") for n in range(5))]
    answer = assistant(ScriptedRetriever(found(*results, answerable=0.1))).ask("Mikä on kuun halkaisija?")
    assert answer.status is AnswerStatus.UNANSWERABLE_NO_EVIDENCE
    assert answer.citations == ()
    assert answer.text.endswith("Lähimpänä aihetta ovat nämä asiakirjat:\n– Hakuohje\n– Opas 0\n– Opas 1")
    assert len(answer.results) == 7


def test_nothing_found_names_nothing() -> None:
    answer = assistant(ScriptedRetriever(found())).ask("Paljonko tuki on?")
    assert answer.status is AnswerStatus.UNANSWERABLE_NO_EVIDENCE
    assert "\n" not in answer.text


def test_nothing_within_the_filters_says_so() -> None:
    answer = assistant(ScriptedRetriever(found())).ask("Paljonko tuki on?", filters=Filters(years=(1999,)))
    assert answer.text.startswith("Valituilla rajauksilla")


class InventingComposer:
    """Writes what no document says."""

    def compose(
        self,
        question: Question,  # noqa: ARG002
        results: Sequence[SearchResult],
        evidence: Evidence,  # noqa: ARG002
    ) -> Iterator[str | Draft]:
        text = "Tuki on 95 %.\u00a0[1]"
        yield text
        yield Draft(text, (cite(results[0], 1, "Tuki on 95 %."),))


def test_what_the_documents_do_not_say_is_not_shown() -> None:
    answer = assistant(composer=InventingComposer()).ask("Paljonko tuki on?")
    assert answer.status is AnswerStatus.UNANSWERABLE_NOT_GROUNDED
    assert "95" not in answer.text
    assert "– Hakuohje" in answer.text
    assert answer.citations == ()


def test_passages_without_words_are_no_answer() -> None:
    answer = assistant(ScriptedRetriever(found(result("– –")))).ask("Paljonko tuki on?")
    assert answer.status is AnswerStatus.UNANSWERABLE_NOT_GROUNDED


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (TransientError("store_locked", "The store is locked."), "Yritä hetken kuluttua uudelleen."),
        (PermanentError("index_mismatch", "Rebuild."), "index_mismatch"),
        (ZeroDivisionError("secret"), "internal"),
    ],
)
def test_an_error_becomes_an_answer(failure: Exception, says: str) -> None:
    answer = assistant(ScriptedRetriever(failure)).ask("Paljonko tuki on?")
    assert answer.status is AnswerStatus.ERROR
    assert says in answer.text
    assert "secret" not in answer.text
    assert list(answer.timings) == ["clean", "language", "at_once", "follow_up", "route", "retrieve"]


def test_a_further_route_answers_its_own_questions() -> None:
    def calls(asked: Asked) -> Answer | None:
        if asked.filters == EVERYTHING and "haut" in asked.question.text:
            return Answer(AnswerStatus.ANSWERED, asked.question.language, "Kolme hakua on auki.", route="calls")
        return None

    routed = Assistant(ScriptedRetriever(found(PASSAGE)), ExtractiveComposer(), routes=(calls,))
    assert routed.ask("Mitkä haut ovat auki?").text == "Kolme hakua on auki."
    assert routed.ask("Paljonko tuki on?").citations


@pytest.mark.parametrize("text", ["Haluan kuolla", "x" * 300, "?", "kiitos"])
def test_what_is_answered_at_once_is_not_read_by_what_makes_follow_ups_whole(text: str) -> None:
    read: list[str] = []

    def follow_up(text: str, _language: str, _history: object) -> str | None:
        read.append(text)
        return None

    answering = Assistant(
        ScriptedRetriever(found(PASSAGE)), ExtractiveComposer(), max_question_chars=200, follow_up=follow_up
    )
    assert answering.ask(text).status in (AnswerStatus.CLARIFICATION, AnswerStatus.REFUSED)
    assert read == []
