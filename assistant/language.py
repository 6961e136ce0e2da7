"""Which language is this text: the seven languages that the assistant speaks, and a small detector for them.

Questions are short ("open calls?", "mis on hankekahvit?"), so function words decide first, then triples of letters
that are usual in one language and rare in the others (`language_trigrams.tsv`, made by `scripts/language_trigrams.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Language:
    """A language that questions may be asked in.

    Attributes:
        code: ISO 639-1.
        name: In English.
        endonym: In the language itself.
        direction: Which way it is written.
    """

    code: str
    name: str
    endonym: str
    direction: Literal["ltr", "rtl"] = "ltr"


SUPPORTED: tuple[Language, ...] = (
    Language("fi", "Finnish", "suomi"),
    Language("sv", "Swedish", "svenska"),
    Language("en", "English", "English"),
    Language("et", "Estonian", "eesti"),
    Language("ru", "Russian", "русский"),
    Language("uk", "Ukrainian", "українська"),
    Language("ar", "Arabic", "العربية", "rtl"),
)

# Words that carry grammar rather than a subject, question words above all; some without their dots, as people
# type them.
FUNCTION_WORDS: dict[str, str] = {
    "fi": """
        ja on ei se mikä mika mitä mita mitkä mitka miten missä missa mistä mista mihin milloin miksi kuka
        kuinka ketkä kenen kenelle kenellä montako paljonko paljon kauanko kauan minkä minka millainen
        millaisia millaiset minne mille millä milla mitkään minä mina vuonna ovat oli olivat olla ole onko
        oliko voiko voinko voi voivat saako saanko saa pitääkö pitää täytyy että etta jos kun kuin vai tai
        sekä myös mutta vain joka jotka jonka jossa jota tämä tama nämä tässä ne niiden sen sitä siitä hän
        he me te sinä meidän teidän minun mukaan kanssa asti ennen jälkeen jalkeen alla lisää lisaa nyt eli
        ovatko eivät olisi olen olemme anna kerro etsi näytä nayta listaa haluan tarvitsen mikäli koska jo
        vielä kaikki enemmän missäpäin mones monesko mikäs entä enta
    """,
    "sv": """
        och är vad hur vem vilka vilken vilket när var varför varfor som det den de ett en att i på av för
        med till från fran om inte kan ska skall finns har hade vi ni jag du han hon man sig sin sina sitt
        vid eller men under över mellan efter utan genom denna detta dessa där så nu mycket många får få gör
        göra bli blir blev ge ger visa berätta hitta behöver samt än alla vart vems varifrån kunde måste
        borde vår våra er era mig dig oss dem hos åt ur
    """,
    "en": """
        the of and to in is are was were be been what who when where why how which whose does do did can
        could should would will has have had for on at by with from as or an a this that these those it its
        i you we they my your our not many much there if than then about into show tell give find list me
        please need any all no other their his her us what's who's between during after before more most
        only
    """,
    "et": """
        ja on ei see mis mida mille kes kelle kellele keda kuidas kus kust kuhu millal miks kas kui palju
        mitu milline millised missugune missugused ning või ka et aga oma seda selle need nende ta tema nad
        meie teie mina ma sa me te ole oli olid olla olen oleme saab saan saada saavad peab pean peavad võib
        võivad tuleb kuni pärast enne kohta jaoks koos ilma üle alla mitte juba veel siis nüüd praegu näita
        ütle leia anna palun vaja millest milleks milles millised kaua kõik rohkem mulle minu sinu aastal
        kellel kumb kelleks kuipalju
    """,
    "ru": """
        что как где когда кто какой какая какие каких какое каком какую какого какова каков сколько почему
        зачем куда откуда чем чём чего и в во на с со не по к о об от до из за у для или если это этот эта
        эти который которая которые был была было были есть можно нужно ли так также но а мы вы он она они я
        мне меня вам покажи расскажи найди году сейчас все при между после кого кем кому чья чей
    """,
    "uk": """
        що як де коли хто який яка які яке якого яких якому скільки чому навіщо куди звідки чим чого і й в у
        на з зі не по до від за для або чи якщо це цей ця ці був була було були є можна треба потрібно так
        також але ми ви він вона вони я мені мене вам покажи розкажи знайди про та щодо із під при між після
        зараз усі всі кого ким кому році то
    """,
}

POINTS = 6.0  # of a word, for the language that its letters are likeliest in; others get fewer, down to none
FUNCTION_POINTS = 12.0  # of a function word, for each language that has it
OPENING_FACTOR = 2.0  # the first function word is the question word more often than not
NAME_FACTOR = 0.4  # a capital inside a sentence begins a name, in whatever language
ABBREVIATION = 4  # a word of no more capitals belongs to no language: ESR, ELY
DEFAULT_ADVANTAGE = 1.0  # how far ahead of the default another language must be
COMMONER_CYRILLIC = 0.5  # how far ahead Russian is when no letter tells
DOCUMENT_SAMPLE = 30_000  # characters read of a document, from its beginning, its middle and its end
NEARLY_AS_MUCH = 2 / 3  # of the characters; of two languages so close, the one that `SUPPORTED` names first is taken
# Least share of function words in running text, by which foreign text is told; Finnish forms have few of them.
DOCUMENT_FUNCTION_SHARE = {"fi": 0.04, "sv": 0.12, "en": 0.12, "et": 0.12, "ru": 0.12, "uk": 0.12, "ar": 0.0}

_OWNERS: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in FUNCTION_WORDS.items() if word in words.split())
    for words in FUNCTION_WORDS.values()
    for word in words.split()
}
_TRIGRAMS = Path(__file__).with_name("language_trigrams.tsv")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDING = re.compile(r"(?<=[A-ZÅÄÖ\d%§+]):[a-zåäö]{1,6}\b")
"""Of an abbreviation or a number, "AI:ta": no word of any language, however alike one it is."""
_RUSSIAN_LETTERS, _UKRAINIAN_LETTERS = re.compile("[ыэъё]"), re.compile("[іїєґ]")
_OWN_LETTERS = re.compile("[ыэъёіїєґ]")


def detect(text: str, *, default: str = "fi") -> str:
    """The language that a question is asked in.

    Args:
        text: A question, or any text.
        default: What to answer when nothing in the text tells, e.g. "ESR+ 2026".

    Returns:
        The ISO 639-1 code of one of `SUPPORTED`, or `default`.
    """
    scores = _scores(_words(text))
    if not scores:
        return default
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores.get(default, 0.0) + DEFAULT_ADVANTAGE else default


def detect_document(text: str) -> str:
    """The language of a document: the ISO 639-1 code of one of `SUPPORTED`, or "und" when it is none of them.

    Args:
        text: The whole text; a sample of it is read. Of a text in several languages the one with most
            characters wins, Finnish when it has nearly as many.
    """
    characters: Counter[str] = Counter()
    words: defaultdict[str, list[str]] = defaultdict(list)
    for line in _sample(text).splitlines():
        scores = _scores(found := _words(line))
        if scores:
            code = max(scores, key=scores.__getitem__)
            characters[code] += len(line)
            words[code] += found
    if not characters:
        return "und"
    enough = NEARLY_AS_MUCH * max(characters.values())
    code = next(language.code for language in SUPPORTED if characters[language.code] >= enough)
    share = sum(code in _OWNERS.get(word.lower(), ()) for word in words[code]) / len(words[code])
    return code if share >= DOCUMENT_FUNCTION_SHARE[code] else "und"


def _sample(text: str) -> str:
    if len(text) <= DOCUMENT_SAMPLE:
        return text
    third, middle = DOCUMENT_SAMPLE // 3, len(text) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u0301", "")
    return _WORD.findall(_ENDING.sub("", plain).replace("’", "'"))


def _scores(words: list[str]) -> dict[str, float]:
    """The points of all words together, by language."""
    total: defaultdict[str, float] = defaultdict(float)
    opening = OPENING_FACTOR
    for position, word in enumerate(words):
        factor = NAME_FACTOR if position and word[0].isupper() else 1.0
        if word.lower() in _OWNERS:
            factor, opening = factor * opening, 1.0
        elif word.isupper() and len(word) <= ABBREVIATION and not _OWN_LETTERS.search(word.lower()):
            continue
        for code, points in _points(word.lower()):
            total[code] += factor * points
    return dict(total)


@lru_cache(maxsize=20_000)
def _points(word: str) -> tuple[tuple[str, float], ...]:
    """What one lower-cased word says: (language code, points) pairs."""
    if word in _OWNERS:
        return tuple((code, FUNCTION_POINTS) for code in _OWNERS[word])
    script = unicodedata.name(word[0], "").partition(" ")[0]
    if script == "ARABIC":
        return (("ar", POINTS),)
    if script == "CYRILLIC":
        russian, ukrainian = _RUSSIAN_LETTERS.search(word), _UKRAINIAN_LETTERS.search(word)
        return (
            ("ru", 0.0 if ukrainian and not russian else POINTS),
            ("uk", 0.0 if russian and not ukrainian else POINTS - COMMONER_CYRILLIC),
        )
    return _latin_points(word) if script == "LATIN" else ()


def _latin_points(word: str) -> tuple[tuple[str, float], ...]:
    codes, weights = _trigrams()
    letters = f"^{word}$"
    found = [weights[three] for start in range(len(letters) - 2) if (three := letters[start : start + 3]) in weights]
    if not found:
        return ()
    sums = [sum(column) for column in zip(*found, strict=True)]
    return tuple((code, max(0.0, POINTS + own - max(sums))) for code, own in zip(codes, sums, strict=True))


@lru_cache(maxsize=1)
def _trigrams() -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    """The languages of the table, and how much each triple of letters speaks for each of them."""
    header, *rows = (line for line in _TRIGRAMS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    table = (row.split("\t") for row in rows)
    return tuple(header.split("\t")[1:]), {three: tuple(map(float, weights)) for three, *weights in table}
