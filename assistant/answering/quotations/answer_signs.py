"""What shows that a sentence may hold the answer: a date for "when", a new number for "how many", a "because"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from assistant.answering.quotations.answer_types import AnswerType, Asked, Unit

_MONTHS = (
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    r"|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|\b(?:january|february|march|june|july|august|october)\b"
    r"|\b(?:jaanuar|veebruar|märts|aprill|mai(?:s|st|ni|kuu\w*)?\b|juuni|juuli|oktoober|detsember)"
    r"|\b(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"|\b(?:січ(?:ня|ень)|лют(?:ого|ий)|берез(?:ня|ень)|квіт(?:ня|ень)|трав(?:ня|ень)|черв(?:ня|ень)|лип(?:ня|ень)"
    r"|серп(?:ня|ень)|верес(?:ня|ень)|жовт(?:ня|ень)|листопад|груд(?:ня|ень))"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_YEAR = r"\b(?:1\d|20)\d\d\b"
_CLOCK = r"\b\d{1,2}[.:]\d\d\b(?!\.)|\b(?:kello|klo|kl)\b"
_DATE = r"\b\d{1,2}\.\s?\d{1,2}\.|\b\d{4}-\d\d-\d\d\b|" + _MONTHS
_ERA = r"\b\d+-luvu|-talet\b|vuosisa|\b[ej]aa\b|\b\d+0s\b|sajandi|век[аеу]?\b|столі|القرن"
_NUMBER_WORDS = (
    r"\b(?:yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen|sata|tuhat|puolet|miljoon"
    r"|kahde|kolme|neljä|viide|kuude)"
    r"|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|hundra|tusen|hälften|miljon)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|half|million)\b"
    r"|\b(?:kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme|sada|tuhat|pool)\b"
    r"|\b(?:два|две|дві|три|чотири|четыре|пять|п'ять|шесть|шість|семь|сім|восемь|вісім|десять|сто|тысяч|тисяч|половин)"
    r"|اثن|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع|عشر|مئة|مائة|ألف|نصف"
)
_REASON = (
    r"\b(?:koska|siksi|jotta|sillä|vuoksi|takia|ansiosta|johdosta|syy|syitä|syyt|johtu|johti|johtaneet|aiheut|seurauks)"
    r"|(?:tarkoituksena|tavoitteena)\b"
    r"|\b(?:eftersom|därför|för att|på grund|orsak|syftet|beror|ledde till|följd av|till följd)"
    r"|\b(?:because|since|in order|due to|reason|cause|purpose|led to|result of|as a result)"
    r"|\b(?:sest|kuna|seetõttu|põhjus|eesmärk|tagajärjel|tulemusel)"
    r"|\b(?:потому|поэтому|так как|чтобы|причин|из-за|цель|привел|вследствие|в результате)"
    r"|\b(?:тому що|тому|оскільки|щоб|причин|через|мета|призвел|внаслідок|у результаті)"
    r"|لأن|بسبب|من أجل|لكي|سبب|الهدف|أدى إلى|نتيجة"
)
_DECISION = (
    r"\b(?:ei|eivät|voi|voivat|voidaan|saa|saavat|saadaan|pitää|täytyy|tulee|on mahdollista|edellyt|vain|kyllä)\b"
    r"|\b(?:inte|kan|får|ska|måste|krävs|endast|möjligt)\b|\b(?:not|can|may|must|shall|only|possible|required|no)\b"
    r"|\b(?:ei|võib|saab|peab|tohib|ainult|võimalik)\b|\b(?:не|нельзя|можно|может|должн|только|возможно|нужно)"
    r"|\b(?:не|можна|може|повин|тільки|лише|можливо|потрібно)|لا |ليس|يمكن|يجب|يجوز|فقط"
)
_DEFINITION = (
    r"\b(?:on|oli|ovat|olivat|tarkoitta\w+|eli)\b|\b(?:är|var|betyder|innebär)\b|\b(?:is|are|was|were|means|refers)\b"
    r"|\b(?:tähendab|oli)\b|\s[—–-]\s|\bэто\b|\bце\b|هو |هي |يعني"
)
_UNITS = {
    Unit.SHARE: r"%|٪|prosent|procent|per ?cent|protsent|процент|відсот|بالمئة|بالمائة|puolet|hälften|half",
    Unit.MONEY: r"€|\$|£|euro|\beur\b|mark+a|dollar|krono|kruunu|ruplaa|рубл|евро|євро|гривен|доллар|يورو|دولار"
    r"|maksut|gratis",
    Unit.DURATION: r"minuut|vuotia|tunti|tunni|päiv|viik|kuukau|kuukaude|vuot|vuode|\bkk\b|\bmin\b"
    r"|minut|timm|dag|veck|månad|\bår\b|minute|hour|\bday|week|month|year|tund|päev|nädal|kuu\b|kuud|aasta"
    r"|минут|час|дн[ейя]|день|недел|месяц|год|лет\b|хвилин|годин|тижн|місяц|рок|دقيق|ساع|يوم|أيام|أسبوع|شهر|سنة|سنوات",
    Unit.MEASURE: r"(?<![^\W\d])(?:[kcm]?m[²³]?|kg)\b|metri|neliö|hehtaar|kilo|tonni|aste|meter|hektar|ton\b|mile"
    r"|feet|foot|acre|degree|\b(?:км|м|га|кг|см)\b|метр|тонн|градус|كم|متر|كيلو",
}
_DEATH = (
    r"teloit|itsemurh|murhat|murhas|salamurh|syöp|sydän|halvau|kasvain|keuhko|kuume|tauti|sairau|hukku|onnettomuu|myrky"
    r"|ammut|surma|tapettiin|\bavrätta|självmord|mörda|cancer|hjärt|slaganfall|lunginfl|sjukdom|drunkna|olycka|sköts"
    r"|execut|suicide|murder|assassinat|cancer|heart|stroke|tumou?r|pneumonia|disease|fever|drown|accident|poison|shot"
    r"|hukati|enesetap|mõrva|vähk|südame|haigus|uppu|õnnetus"
    r"|казн|самоубийств|убит|убил|рак[аеу]?\b|инфаркт|инсульт|болезн|утонул|страчен|самогубств|вбит|хвороб|потонув"
    r"|أعدم|انتحر|اغتيل|قتل|سرطان|قلب|مرض|غرق|حادث"
)
_UNITS[Unit.DEATH] = f"{_DEATH}|{_REASON}"
_PATTERNS = {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in _UNITS.items()}
_PATTERNS[Unit.YEAR] = re.compile(_YEAR)
_PATTERNS[Unit.CLOCK] = re.compile(_CLOCK, re.IGNORECASE)
_TIME = re.compile("|".join((_YEAR, _DATE, _CLOCK, _ERA)), re.IGNORECASE)
_HOLDS = {
    AnswerType.REASON: re.compile(_REASON, re.IGNORECASE),
    AnswerType.DECISION: re.compile(_DECISION, re.IGNORECASE),
    AnswerType.DEFINITION: re.compile(_DEFINITION, re.IGNORECASE),
}
_NUMBERS = re.compile(r"\d+(?:[ .,\u00a0]\d+)*")
_NUMBER_WORD = re.compile(_NUMBER_WORDS, re.IGNORECASE)
_PLAIN_YEAR = re.compile(r"(?:1\d|20)\d\d")
# A capital inside a sentence begins a name, in the scripts that have capitals.
_NAME = re.compile(r"(?<=[\w,;:)–-]\s)[^\W\d_a-zа-яёіїєґåäöõü\u0600-\u06ff][\w’'-]+|(?<=\()[A-ZÅÄÖА-Я][\w’'-]+")
# A birth or a death is asked for; and how reference works tell both: "(5. helmikuuta 1804 Pietarsaari – 1877 Porvoo)".
_LIFE_ASKED = re.compile(
    r"synty|synnyin|kuol|född|föddes|\bdog\b|\bdött|\bborn|\bdie[ds]?\b|birth|death|sünd|\bsuri|родил|умер|рожд|смерт|народи"
    r"|помер|ولد|توفي|مات",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\((?:[^()]|\([^()]*\))*\d{4}[^()]*[–—-][^()]*\)|\((?:s\.|f\.|född|born|s[uü]nd|род)", re.IGNORECASE
)
_LIFE_WITHIN = 300
"""Characters of a sentence in which the dates of a life are looked for: names come first, and hostile text is long."""
_DATES_OF_LIFE = re.compile(r"\(([^()\d]*\d[^()]*)[–—]([^()]*)\)|\((?:s\.|f\.|född|born|s[uü]nd|род)[^()]*\)")
_LIFE_YEAR = re.compile(r"\b\d{3,4}\b")
_LEAST_LIFE = 15
"""Years between a birth and a death; what lasts less between two years in parentheses is a project or a term."""
_NAME_STEM = 5
"""Letters by which a name in a sentence is taken for one of the question, whatever its ending."""


def signs(asked: Asked, sentence: str, known: str, *, life: bool = False) -> list[tuple[int, int]]:
    """Where a sentence holds something of the sort that is asked for: (start, end) offsets in characters.

    Args:
        asked: What is asked for.
        sentence: In any supported language.
        known: What the asker knows already (the question, the document's title): a name or a number in it answers
            nothing.
        life: Whether a birth or a death is asked for; else the dates of a life in parentheses answer nothing.
    """
    found: Iterator[re.Match[str]]
    match asked.type:
        case AnswerType.PERSON | AnswerType.PLACE:
            known = known.lower()
            found = (name for name in _NAME.finditer(sentence) if name[0][:_NAME_STEM].lower() not in known)
        case AnswerType.QUANTITY:
            new_numbers = (number for number in _NUMBERS.finditer(sentence) if not _stands_in(number[0], known))
            found = chain(new_numbers, _NUMBER_WORD.finditer(sentence))
        case AnswerType.TIME:
            found = (time for time in _TIME.finditer(sentence) if not _stands_in(time[0], known))
        case _:
            pattern = _PATTERNS[Unit.DEATH] if asked.unit is Unit.DEATH else _HOLDS.get(asked.type)
            found = pattern.finditer(sentence) if pattern else iter(())
    apart = [] if life else dates_of_life(sentence)
    spans = (match.span() for match in found)
    return [span for span in spans if not any(start <= span[0] < end for start, end in apart)]


def in_the_unit(asked: Asked, sentence: str, known: str) -> bool:
    """Whether a sentence that holds an answer of the sort has it in the unit that is asked for; False when none is.

    Args:
        asked: What is asked for.
        sentence: In any supported language.
        known: As for `signs`.
    """
    if asked.unit is None:
        return False
    if asked.unit is Unit.COUNT:
        counts = (number for number in _NUMBERS.findall(sentence) if not _PLAIN_YEAR.fullmatch(number))
        return bool(_NUMBER_WORD.search(sentence)) or any(not _stands_in(number, known) for number in counts)
    return bool(_PATTERNS[asked.unit].search(sentence))


def asks_life(question: str) -> bool:
    """Whether a birth or a death is asked for."""
    return bool(_LIFE_ASKED.search(question))


def tells_life(sentence: str) -> bool:
    """Whether a sentence may have the dates of a life, in parentheses; two years of any distance will do."""
    return bool(_LIFE.search(sentence[:_LIFE_WITHIN]))


def dates_of_life(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence surely has the dates of a life, in parentheses: (start, end) offsets in characters."""
    return [found.span() for found in _DATES_OF_LIFE.finditer(sentence[:_LIFE_WITHIN]) if _is_life(found)]


def _is_life(found: re.Match[str]) -> bool:
    if found[1] is None:
        return True
    born, died = (_LIFE_YEAR.findall(part) for part in found.groups())
    return bool(born and died) and int(died[-1]) - int(born[-1]) >= _LEAST_LIFE


def _stands_in(word: str, known: str) -> bool:
    """Whether a number or a time stands among what is known, whole: the 20 of 2024 does not."""
    return word in known and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", known) is not None
