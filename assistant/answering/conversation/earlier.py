"""The question before, as far as a follow-up needs it: what it was about, and what of it another part can replace."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.analysis import Analyser
from assistant.answering.answer import AnswerStatus
from assistant.answering.conversation import follow_up_words as lists
from assistant.answering.conversation.exchange import CALLS, Exchange
from assistant.answering.conversation.parts import OWN, TOPICAL, Part, Word, read
from assistant.language import detect

CALL_ROUTE = "calls"
"""Route that answers from the records of calls, of one or of several."""
CARRIED_TOPIC = "topic"
"""Key in `Exchange.carried` of the words that a pronoun in the next question stands for, e.g. a call's title."""
UNLIKE_SUPERLATIVES = OWN | {Part.QUESTION, Part.PRONOUN, Part.YEAR}
"""What a fragment that is but a superlative does not hold."""
MOST_RUNS = 2
"""Noun phrases of the earlier question that are carried at most."""

Run = tuple[Word, ...]
"""Neighbouring words of one noun phrase."""

CallTitle = Callable[[str], str | None]
"""A document's title, by its id, if it is the record or the announcement of a call; None for all others."""


def no_call(document_id: str) -> str | None:  # noqa: ARG001
    """No document is a call."""
    return None


class Earlier:
    """The question before, as far as a follow-up needs it.

    Args:
        exchange: What was asked and what became of it.
        analyser: Knows Finnish words.
        call_title: Names the call that it was answered from.
    """

    def __init__(self, exchange: Exchange, analyser: Analyser, call_title: CallTitle = no_call) -> None:
        self._text = exchange.question.rstrip("?!. ؟")
        self._language = detect(exchange.question, default=exchange.language)
        self._carried = exchange.carried.get(CARRIED_TOPIC, "")
        told = exchange.document_ids if exchange.answer_status is AnswerStatus.ANSWERED else ()
        of_several = exchange.route == CALL_ROUTE and len(exchange.carried.get(CALLS, "").split()) != 1
        self._call = (call_title(told[0]) if told and not of_several else None) or ""
        self._analyser = analyser
        self.words = read(self._text, self._language, analyser)
        self.runs = noun_phrases(self.words, self._language)

    @property
    def about_a_call(self) -> bool:
        """Whether it was about a call for applications."""
        calls = lists.CALLS.get(self._language, "").split()
        return bool(self._carried) or any(word.head in calls or word.base in calls for word in self.words)

    @property
    def names_something(self) -> bool:
        """Whether it named one thing, which "the project" in the next question is."""
        names = (word for run in self.runs for word in run if word.part is Part.NAME)
        return any(word.base.lower() not in lists.REGIONS for word in names)

    def topic(self, *, local: bool = False, several: bool = False) -> str:
        """What it was about, in the nominative; empty when it was about nothing.

        Args:
            local: Prefer what says where.
            several: What was counted counts too: "Montako merkkiä Kainuussa on?" – "Mikä niistä …?".
        """
        if self._carried:
            return self._carried
        runs = self._topical_runs(local, several)
        years = [word.text for word in self.words if word.part is Part.YEAR and not any(word in run for run in runs)]
        said = ", ".join([*(self._said(run) for run in runs), *(years[-1:] if several and runs else ())])
        if said and self._call and self.about_a_call and self._call.lower() not in said.lower():
            return f"{said}, {self._call}"
        return said

    def asked_with(self, question_words: str) -> str:
        """The same question with another question word: "Milloin?" after "Missä verkostopäivät pidetään?"."""
        asked = [word for word in self.words if word.part is Part.QUESTION]
        if question_words.lower() in lists.WHY:
            return f"{capital(question_words)}? {as_question(self._text)}"
        if not asked:
            return f"{question_words} ({self.topic()})?"
        last = next(
            (after for after, before in zip(asked[1:], asked, strict=False) if after.start > before.end + 1), None
        )
        end = asked[-1].end if last is None else asked[0].end
        return as_question(question_words + self._text[end:])

    def with_superlative(self, fragment: str, words: Sequence[Word]) -> str | None:
        """The same question with another superlative: "Entä vähiten?" after "Missä … eniten?"; None for all else."""
        own = [word for word in self.words if word.superlative]
        said = [
            word
            for word in words
            if word.superlative or (word.part is not Part.FUNCTION and word.base not in lists.ARTICLES)
        ]
        others = [word for word in said if not word.superlative and word.base not in lists.ORDINALS]
        if not own or not said or not said[-1].superlative or any(word.part in UNLIKE_SUPERLATIVES for word in others):
            return None
        replacement = fragment[said[0].start - words[0].start : said[-1].end - words[0].start]
        inside = replacement[:1].lower() + replacement[1:]
        return as_question(f"{self._text[: own[-1].start]}{inside}{self._text[own[-1].end :]}")

    def with_fragment(self, fragment: str, words: Sequence[Word], language: str) -> str:
        """The same question with a part of it replaced by `fragment`, which is in `language`, or added to."""
        content = [word for word in words if word.part in TOPICAL or word.part is Part.ATTRIBUTE]
        years = [word for word in content if word.part is Part.YEAR]
        others = [word for word in content if word.part is not Part.YEAR]
        own_years = [word for word in self.words if word.part is Part.YEAR]
        if language != self._language and others and others[-1].part is Part.ATTRIBUTE and (topic := self.topic()):
            return f"{capital(fragment)} ({topic})?"
        changes: list[tuple[int, int, str]] = []
        if own_years and (step := _step_in_years(fragment)):
            year = own_years[-1]
            return as_question(f"{self._text[: year.start]}{int(year.text) + step}{self._text[year.end :]}")
        if years and own_years:
            changes.append((own_years[-1].start, own_years[-1].end, years[-1].text))
        if others and (stretch := self._counterpart(others)):
            # a preposition before the fragment stands in the earlier question already; so does a year, by itself
            first = words[0] if self._language == "fi" and not years else others[0]
            changes.append((*stretch, fragment[first.start - words[0].start : others[-1].end - words[0].start]))
        if not changes:
            if others and others[-1].part is Part.ATTRIBUTE:
                return f"{capital(fragment)} ({self.topic()})?"
            return as_question(f"{self._text} {fragment}")
        text = self._text
        for start, end, replacement in sorted(changes, reverse=True):
            text = text[:start] + replacement + text[end:]
        return as_question(text)

    def _counterpart(self, content: Sequence[Word]) -> tuple[int, int] | None:
        """Where the words stand that a fragment with this content takes the place of: (start, end)."""
        head = content[-1]
        if head.part is Part.ATTRIBUTE:
            same = [word for word in self.words if word.part is Part.ATTRIBUTE]
            return (same[-1].start, same[-1].end) if same else None
        heads = {head.head} if self._language == "fi" else {word.head for word in content}
        for run in reversed(self.runs):
            for word in run:
                if self._language == "fi" and word.head == head.head and _are_compounds(word, head):
                    return word.start, word.end
                if word.head in heads and word.part is not Part.YEAR:  # other languages have more of it after the head
                    return run[0].start, word.end if self._language == "fi" else run[-1].end
        return self._of_same_kind(head)

    def _of_same_kind(self, head: Word) -> tuple[int, int] | None:
        """A name for a name, a noun for a noun; of several the one in the same case."""
        kinds = (Part.NAME,) if head.part is Part.NAME else (Part.TOPIC, Part.GENERIC)
        ends = [(run, place) for run in self.runs for place, word in enumerate(run) if word.part in kinds]
        same_case = [(run, place) for run, place in ends if _case(run[place]) == _case(head)]
        if not same_case and (head.part is not Part.NAME or len({id(run) for run, _ in ends}) != 1):
            return None
        subject_first = self._language != "fi" and not head.case
        run, place = (same_case or ends)[0 if subject_first else -1]
        first = place
        while first and self._belong_together(run[first - 1], run[first]):
            first -= 1
        if first > 1 and self._text[run[first - 2].end : run[first - 2].end + 1] == "-":
            first -= 2  # "sosiaali- ja terveyspalveluissa"
        return run[first].start, run[place].end

    def _belong_together(self, before: Word, word: Word) -> bool:
        """Whether two words are of one name or noun phrase: "Egentliga Finland", but "Länsi-Suomen indeksi"."""
        return before.part is word.part and before.end + 1 == word.start and before.case == word.case

    def _said(self, run: Run) -> str:
        """A noun phrase as it can stand in another question."""
        if self._language == "fi":
            return nominative(run, self._analyser)
        place = self.words.index(run[0])
        article = place > 0 and self.words[place - 1].base in lists.ARTICLES
        return self._text[self.words[place - 1].start if article else run[0].start : run[-1].end]

    def _topical_runs(self, local: bool, several: bool) -> list[Run]:
        """The noun phrases that it was about: those with a name if any has one, and not the one that is asked for."""
        runs = [run for run in self.runs if any(word.part is not Part.YEAR for word in run)]
        asked_for = [run for run in runs if self._is_asked_for(run)]
        if local and (places := [run for run in runs if run[-1].case in ("ine", "ela", "ill")]):
            return places[-1:]
        known = [run for run in runs if run not in asked_for] or runs
        if several:
            return known[:MOST_RUNS]
        calls = lists.CALLS.get(self._language, "").split()
        if called := [run for run in known if any(word.head in calls for word in run)]:
            return called[:1]
        named = [run for run in known if any(word.part is Part.NAME for word in run)]
        return (named or known)[:MOST_RUNS]

    def _is_asked_for(self, run: Run) -> bool:
        """Whether the phrase follows a "which": "Mikä käytäntö palkittiin verkostopäivillä?"."""
        place = self.words.index(run[0])
        return place > 0 and self.words[place - 1].base in lists.WHICH


def _are_compounds(*words: Word) -> bool:
    """Whether they differ in their first parts, so that what stands before them stays: "Hoiviksen alkumittaus"."""
    return all(word.head != word.base.lower() and word.part is Part.TOPIC for word in words)


def _case(word: Word) -> str:
    """Its Finnish case, or the one that the preposition before it stands for."""
    return lists.CASE_OF_PREPOSITION.get(word.case, word.case)


def noun_phrases(words: Sequence[Word], language: str) -> list[Run]:
    """The runs of words that may be a topic; small words within them belong to them: "call on work ability"."""
    links = lists.LINKS.get(language, "").split()
    runs: list[Run] = []
    run: list[Word] = []
    for word in words:
        if word.part in TOPICAL or (run and word.part is Part.FUNCTION and word.base.lower() in links):
            if run and language == "fi" and _begins_anew(run[-1], word):
                runs.append(tuple(run))
                run = []
            run.append(word)
        else:
            runs.append(tuple(run))
            run = []
    runs.append(tuple(run))
    return [trimmed for run_found in runs if (trimmed := _trimmed(run_found))]


def _begins_anew(before: Word, word: Word) -> bool:
    """Whether a Finnish word is in another case than the one before it, which is no attribute of it."""
    return bool(before.case and word.case) and before.case not in ("gen", word.case)


def nominative(run: Run, analyser: Analyser) -> str:
    """A Finnish noun phrase as a dictionary has it: "Lapin haussa" → "Lapin haku"."""
    *before, last = run
    if last.part is Part.YEAR or not last.case or last.case == "nom":
        return " ".join(word.text for word in run)
    head = last.base
    if last.plural and _is_known_plural(f"{head}t", analyser):
        head = f"{head}t"
    if last.text.startswith("-"):
        head = f"-{head}"
    elif last.part is Part.NAME and last.text[0].isupper():
        head = capital(head)
    agreeing = last.case != "gen"  # a genitive before a genitive is an attribute of its own
    modifiers = (word.base if agreeing and word.case == last.case else word.text for word in before)
    return " ".join((*modifiers, head))


def _is_known_plural(text: str, analyser: Analyser) -> bool:
    return any(reading.known and "+pl+nom" in reading.tags for reading in analyser.finnish.readings(text))


def _step_in_years(fragment: str) -> int:
    """How far a fragment leads from the year that was spoken of: "edellisenä vuonna" is -1, 0 when it does not."""
    if re.search(lists.YEAR_BEFORE, fragment, re.IGNORECASE):
        return -1
    return 1 if re.search(lists.YEAR_AFTER, fragment, re.IGNORECASE) else 0


def _trimmed(run: Sequence[Word]) -> Run:
    """Without small words at its end."""
    content = [place for place, word in enumerate(run) if word.part in TOPICAL]
    return tuple(run[: content[-1] + 1]) if content else ()


def as_question(text: str) -> str:
    """With a capital and a question mark."""
    return f"{capital(text.strip())}{'؟' if any('ء' <= letter <= 'ي' for letter in text) else '?'}"


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
