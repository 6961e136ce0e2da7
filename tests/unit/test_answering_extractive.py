"""Answers made of quotations: framed in the reader's language, cited, and never a word that is not in a document."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.citations import markers_in, sound
from assistant.answering.composer import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.quotations.selection import BUDGET, Budget
from assistant.documents import SearchResult
from tests.answering_builders import asked, result


def compose(
    question: str,
    *results: SearchResult,
    language: str = "fi",
    evidence: Evidence = Evidence.ENOUGH,
    budget: Budget = BUDGET,
) -> Draft:
    *pieces, draft = ExtractiveComposer(budget).compose(asked(question, language), results, evidence)
    assert isinstance(draft, Draft)
    assert "".join(map(str, pieces)) == draft.text
    return draft


def test_a_quotation_with_its_lead_in_and_marker() -> None:
    draft = compose("Paljonko tuki on?", result("Tuki on \u00a080 %.", page=3))
    assert draft.text == "Asiakirjoissa sanotaan:\n\n”Tuki on 80 %.”\u00a0[1]"
    (citation,) = draft.citations
    assert (citation.marker, citation.page, citation.quote) == (1, 3, "Tuki on 80 %.")


def test_sentences_that_follow_each_other_are_one_quotation() -> None:
    passage = result("Haku avautuu. Haku päättyy. Muuta ei ole.", sentence_scores=(0.9, 0.9, 0.1))
    draft = compose("Mitä hausta sanotaan?", passage, budget=Budget(words=4))
    assert "”Haku avautuu. Haku päättyy.”\u00a0[1]" in draft.text


def test_sentences_apart_are_two_quotations_with_one_marker() -> None:
    passage = result("Haku avautuu tänään. Sataa lunta. Haku päättyy ensi syksynä.", sentence_scores=(0.9, 0.1, 0.8))
    draft = compose("Mitä hausta sanotaan?", passage, budget=Budget(words=7))
    assert "”Haku avautuu tänään.”\u00a0[1] ”Haku päättyy ensi syksynä.”\u00a0[1]" in draft.text
    (citation,) = draft.citations
    assert citation.quote == "Haku avautuu tänään."
    assert citation.also == ("Haku päättyy ensi syksynä.",)


def test_an_unsure_answer_names_more_documents() -> None:
    first = result("Etätyöstä sanotaan kaikki.", uri="a.pdf", sentence_scores=(0.95,))
    other = result("Etätyötä tehdään kotona.", uri="b.pdf", sentence_scores=(0.95,))
    budget = Budget(further=1.0, unsure=0.0, worth=0.0)
    sure, unsure = (
        compose("Mitä etätyöstä sanotaan?", first, other, evidence=evidence, budget=budget)
        for evidence in (Evidence.ENOUGH, Evidence.WEAK)
    )
    assert [citation.marker for citation in sure.citations] == [1]
    assert [citation.marker for citation in unsure.citations] == [1, 2]


def test_a_source_in_another_language_is_introduced_as_such() -> None:
    swedish = result("Stödet är högst 80 procent.", language="sv", uri="sv.pdf")
    finnish = result("Tuki on 80 prosenttia.", uri="fi.pdf", score=0.9, sentence_scores=(0.7,))
    draft = compose("Hur stort är stödet?", swedish, finnish, language="sv", budget=Budget(further=0.0, worth=0.0))
    assert draft.text == (
        "I dokumenten står det:\n\n”Stödet är högst 80 procent.”\u00a0[1]\n\n"
        "Källan är på finska:\n\n”Tuki on 80 prosenttia.”\u00a0[2]"
    )


def test_a_language_that_the_assistant_does_not_speak_is_called_another() -> None:
    assert (
        "The source is in another language:" in compose("How much?", result("Oui.", language="fr"), language="en").text
    )


def test_an_undetermined_language_is_not_introduced() -> None:
    assert compose("Mikä?", result("ESR+ 2026.", language="und")).text.startswith("Asiakirjoissa sanotaan:")


def test_weak_evidence_is_said_to_be_weak() -> None:
    draft = compose("Paljonko tuki on?", result("Tuki on 80 %."), evidence=Evidence.WEAK)
    assert draft.text.startswith("En löytänyt varmaa vastausta.")


def test_a_superseded_source_is_marked_once() -> None:
    passage = result("Tuki on 80 %. Sataa lunta. Omarahoitus on 20 %.", superseded_by="uusi")
    text = compose("Paljonko?", passage, budget=Budget(words=8)).text
    assert text.count("Huomaa: lähteestä\u00a0[1] on olemassa uudempi versio.") == 1


def test_a_list_keeps_its_lines_and_its_heading() -> None:
    text = "Tavoitteet ovat:\n- parantaa työhyvinvointia\n- tukea johtamista"
    draft = compose("Mitkä ovat tavoitteet?", result(text, headings=("Hanke", "Tavoitteet")))
    assert draft.text == f"Asiakirjoissa sanotaan:\n\nTavoitteet:\n”{text}”\u00a0[1]"


def test_a_table_is_called_by_its_caption() -> None:
    text = "Taulukko 2. Hakuajan jatkot\n\nIlmoitettu: 8.3.2024; Syy: huolto\nIlmoitettu: 10.4.2024; Syy: vika"
    draft = compose("Milloin jatkosta ilmoitettiin?", result(text, headings=("Haku",)))
    assert "\n\nTaulukko 2. Hakuajan jatkot:\n”Ilmoitettu: 8.3.2024" in draft.text


def test_a_cut_sentence_shows_where_it_was_cut() -> None:
    text = "Haku, joka koskee kaikkia hankkeita ja niiden kumppaneita maassa, päättyy perjantaina 15.9.2026."
    draft = compose("Milloin haku päättyy?", result(text), budget=Budget(words=7))
    assert "”… " in draft.text
    assert draft.citations[0].quote in text
    assert "15.9.2026" in draft.citations[0].quote


def test_what_a_document_holds_is_never_taken_for_a_marker() -> None:
    draft = compose("Mikä?", result("Näin on\u00a0[2] todettu [3]."))
    assert markers_in(draft.text) == {1}
    assert "”Näin on [2] todettu [3].”" in draft.text


def test_nothing_to_quote_gives_an_empty_draft() -> None:
    assert compose("Mikä?", result("")) == Draft("", ())


TEXTS = st.text(alphabet="abc äö.!?\n-•:;[]1”«{}\u00a0\u200b<>*|", max_size=120)


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXTS, st.integers(1, 3) | st.none(), st.booleans()), min_size=1, max_size=4),
    st.integers(1, 60),
    st.sampled_from(["fi", "en", "et", "ar"]),
)
def test_whatever_the_documents_hold_the_answer_holds(
    passages: list[tuple[str, int | None, bool]], words: int, language: str
) -> None:
    results = [
        result(text, page=page, position=number, headings=("{0} [1]",), superseded_by="uusi" if old else None)
        for number, (text, page, old) in enumerate(passages)
    ]
    draft = compose("Mikä on abc?", *results, language=language, budget=Budget(words=words))
    assert sound(draft.text, draft.citations, results) or not draft.citations
    assert bool(draft.citations) == any(any(letter.isalnum() for letter in text) for text, _, _ in passages)
