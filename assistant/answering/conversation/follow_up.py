"""Follow-ups made whole: "Entä Pirkanmaalla?" takes the rest of its question from the one before.

Rules over words and their parts (`wording`), no model. What is carried is the earlier question's own words, or what
the route that answered it left for the purpose; never words of an answer. A question that speaks of something by
itself is left alone, also where that misses a follow-up: a question that was not meant would be answered instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.analysis import Analyser
from assistant.answering.conversation import follow_up_words as lists
from assistant.answering.conversation.earlier import CallTitle, Earlier, as_question, no_call
from assistant.answering.conversation.exchange import STEP, Exchange
from assistant.answering.conversation.parts import OWN, TOPICAL, Part, Word, read

CHOICE = "clarify"
"""Route that asked back: what comes next may be a choice, by its name alone."""
WITHOUT_TOPIC = frozenset(["small_talk", "empty", "too_long", "language"])
"""Routes whose exchanges a follow-up looks past."""
DETERMINED = TOPICAL | {Part.ATTRIBUTE}
"""What a pronoun may belong to: "siihen mittaukseen"."""
UNINFLECTED = frozenset(["sv", "en"])
"""Languages whose nouns stand after a preposition as they are."""
MOST_OWN_WORDS = 2
"""A question with more words of its own than these speaks for itself, pronoun or not."""


def resolve(
    text: str, language: str, history: Sequence[Exchange], analyser: Analyser, call_title: CallTitle = no_call
) -> str | None:
    """The question that a follow-up means, whole by itself.

    Args:
        text: The question, cleaned.
        language: ISO 639-1 code that it is written in.
        history: The conversation so far, oldest first.
        analyser: Knows Finnish words.
        call_title: Names the call that the question before was answered from.

    Returns:
        The question to search with; None when `text` is no follow-up, or is one of nothing.
    """
    in_dialogue = bool(history) and STEP in history[-1].carried
    before = None if in_dialogue else last_with_topic(history)
    words = read(text, language, analyser) if before else ()
    rest = tuple(word for word in words if word.part is not Part.OPENING)
    if before is None or not rest:
        return None
    earlier = Earlier(before, analyser, call_title)
    said = text[rest[0].start : rest[-1].end]
    if other := earlier.with_superlative(said, rest):
        return other
    opened = len(rest) < len(words) or before.route == CHOICE
    if _speaks_for_itself(rest, opened, earlier):
        return None
    if all(word.part in (Part.QUESTION, Part.FUNCTION) for word in rest):
        return earlier.asked_with(said) if _has_question_word(rest) else None
    if _is_fragment(rest, opened=opened):
        return earlier.with_fragment(said, rest, language)
    return _about(earlier, text[rest[0].start :], rest, language)


def _about(earlier: Earlier, text: str, words: Sequence[Word], language: str) -> str | None:
    """A question with what the earlier one was about said in it; None when that was about nothing."""
    pronouns = [word for word in words if word.part is Part.PRONOUN]
    topic = earlier.topic(
        local=any(word.base in lists.PLACE_PRONOUNS for word in pronouns), several=any(word.plural for word in pronouns)
    )
    return _with_topic(text, words, words[0].start, topic, language) if topic else None


def last_with_topic(history: Sequence[Exchange]) -> Exchange | None:
    """The exchange that a follow-up goes on from: the last one that was about something."""
    return next((exchange for exchange in reversed(history) if exchange.route not in WITHOUT_TOPIC), None)


def _speaks_for_itself(words: Sequence[Word], opened: bool, earlier: Earlier) -> bool:
    """Whether a question needs nothing from the one before."""
    own = [word for word in words if word.part in OWN and not _is_call_attribute(word, earlier)]
    if len(own) > MOST_OWN_WORDS:
        return True
    if _refers_back(words, own, earlier):
        return False
    if opened and not any(word.part in (Part.QUESTION, Part.PREDICATE) for word in words):
        return False
    return not _is_place_or_time(words)


def _refers_back(words: Sequence[Word], own: Sequence[Word], earlier: Earlier) -> bool:
    """Whether the words point to what was spoken of before, or leave out what they are about."""
    for place, word in enumerate(words):
        if word.part is Part.PRONOUN and not _is_determiner(words, place) and not _is_answered_within(words, place):
            return True
    if own:
        takes_part = any(word.base in lists.TAKING_PART for word in words)
        return takes_part and len(own) < MOST_OWN_WORDS and own[0].part is not Part.NAME
    generic = [word for word in words if word.part is Part.GENERIC]
    if earlier.about_a_call and any(word.base in lists.AMOUNTS for word in words):
        generic = [word for word in generic if word.base not in lists.RECIPIENTS]
    if generic and any(word.base in lists.WHICH for word in words):
        return False
    if generic:
        determined = any(word.part in (Part.PRONOUN, Part.WEAK_PRONOUN) for word in words)
        determined = determined or (earlier.names_something and _is_the_one(words, generic))
        return determined or any(word.head == generic[0].head and len(run) > 1 for run in earlier.runs for word in run)
    return not any(word.part is Part.YEAR for word in words) or _is_place_or_time(words)


def _is_the_one(words: Sequence[Word], generic: Sequence[Word]) -> bool:
    """Whether a kind of thing is the one that was named before: "Kuka hankkeen toteuttaa?"."""
    *others, kind = generic
    if others or kind.plural or not _has_question_word(words) or any(word.base in lists.NORMS for word in words):
        return False
    if any(kind.base in calls.split() for calls in lists.CALLS.values()):
        return False
    before = words[words.index(kind) - 1].base if words.index(kind) else ""
    return bool(kind.case and kind.base == kind.head) or before == "the" or kind.base.endswith(lists.DEFINITE)


def _is_determiner(words: Sequence[Word], place: int) -> bool:
    """Whether a pronoun belongs to a noun after it ("siihen mittaukseen"), or points forward ("se, joka")."""
    pronoun = words[place]
    after = words[place + 1 : place + 4]
    if after and after[0].base in ("joka", "että", "mikä", "jälkeen", "mukaan", "sijaan"):
        return True
    if not pronoun.case:
        return bool(after) and after[0].part in TOPICAL and pronoun.base in lists.DETERMINERS
    return any(word.part in DETERMINED and not word.modifier and word.case == pronoun.case for word in after)


def _is_answered_within(words: Sequence[Word], place: int) -> bool:
    """Whether a pronoun stands for what the question itself has named: "LATU teki … ja montako niistä"."""
    for before in range(place - 1, -1, -1):
        joins = words[before].base in lists.CONJUNCTIONS or words[before].part is Part.QUESTION
        if joins and any(word.part in OWN for word in words[:before]):
            return True
    return any(word.part is Part.NAME for word in words[:place])


def _is_call_attribute(word: Word, earlier: Earlier) -> bool:
    known = (lists.CALL_ATTRIBUTES.get(code, "").split() for code in lists.CALL_ATTRIBUTES)
    return earlier.about_a_call and word.part is Part.TOPIC and any(word.base in bases for bases in known)


def _is_place_or_time(words: Sequence[Word]) -> bool:
    """Whether nothing is said but a year or the name of a region: "2025?", "Pirkanmaalla?"."""
    content = [word for word in words if word.part is not Part.FUNCTION]
    return all(word.part is Part.YEAR or word.base.lower() in lists.REGIONS for word in content)


def _is_fragment(words: Sequence[Word], *, opened: bool) -> bool:
    """Whether the words are a part of a question alone."""
    if any(word.part in (Part.QUESTION, Part.PREDICATE, Part.PRONOUN, Part.WEAK_PRONOUN) for word in words):
        return False
    if not any(word.part in TOPICAL or word.part is Part.ATTRIBUTE for word in words):
        return False
    return opened or _is_place_or_time(words)


def _has_question_word(words: Sequence[Word]) -> bool:
    return any(word.part is Part.QUESTION for word in words)


def _with_topic(text: str, words: Sequence[Word], offset: int, topic: str, language: str) -> str:
    """A question with its topic said: in the place of a subject, otherwise in brackets."""
    pronouns = [word for word in words if word.part in (Part.PRONOUN, Part.WEAK_PRONOUN)]
    generic = [word for word in words if word.part is Part.GENERIC]
    if pronouns and not generic and (word := pronouns[0]).base in lists.SUBJECTS:
        several = word.plural and ", " in topic  # brackets: no one noun can take its place
        if not several and (word.case in ("", "nom") or language in UNINFLECTED):
            first, _, more = topic.partition(", ")
            subject = f"{first} ({more})" if more else first
            return as_question(text[: word.start - offset] + subject + text[word.end - offset :].rstrip("?!. ؟"))
        end = word.end - offset
        return as_question(f"{text[:end]} ({topic}){text[end:].rstrip('?!. ؟')}")
    return as_question(f"{text.rstrip('?!. ؟')} ({topic})")
