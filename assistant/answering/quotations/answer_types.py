"""What sort of answer a question asks for: a time, an amount and in which unit, a person, a reason, yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class AnswerType(StrEnum):
    """What a question asks for."""

    TIME = "time"
    QUANTITY = "quantity"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    DECISION = "decision"
    DEFINITION = "definition"
    OTHER = "other"


ONE_LINE = frozenset((AnswerType.TIME, AnswerType.QUANTITY, AnswerType.PERSON, AnswerType.PLACE))
"""What one line of a list or table can answer; other questions want the whole, unless they name a line."""


class Unit(StrEnum):
    """What a time or a quantity is told in, and what a reason is one of."""

    CLOCK = "clock"
    YEAR = "year"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"
    MEASURE = "measure"
    COUNT = "count"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a question asks for.

    Attributes:
        type: Its sort.
        unit: What a time or a quantity should be told in, or a reason be one of, where the question tells.
    """

    type: AnswerType
    unit: Unit | None = None


# The first type whose words begin the question, or stand in it where the pattern starts with ".*", is taken.
QUESTIONS: dict[AnswerType, dict[str, str]] = {
    AnswerType.TIME: {
        "fi": r".*\bmilloin|koska\b|.*\bmihin (mennessä|asti|saakka)|monelta|kauanko asti"
        r"|(mikä|minä|minkä|millä) (vuo|päivä|kuukau)|monentena|.*\b(ajankohta|päivämäärä|määräaika)",
        "sv": r"när\b|hur dags|vilket (år|datum)|vilken (dag|månad|tid)|sedan när|.*\b(datum|tidpunkt)",
        "en": r"when\b|(in |on |at )?(what|which) (year|date|day|month|time)|since when|.*\b(deadline|date of)",
        "et": r".*\bmillal|mis (ajal|aastal|kuupäeval|päeval|kell)|mis ajast|.*\b(tähtaeg|kuupäev)",
        "ru": r"когда|(в|с|до) как(ом|ого|ой) (год|числ|дат|месяц|врем)|какого числа|.*\b(срок подачи|дата)",
        "uk": r"коли|(у|в|з|до) як(ому|ого|ої|ий) (роц|числ|дат|місяц|час)|якого (числа|року)"
        r"|.*\b(термін подання|дата)",
        "ar": r"متى|(في )?أي (عام|سنة|تاريخ|يوم|شهر|وقت)|.*(تاريخ|موعد)",
    },
    AnswerType.QUANTITY: {
        "fi": r".*\b(paljonko|montako)|monta\b|monessako|moneenko|kauanko"
        r"|(kuinka|miten) (monta|mon|paljon|kauan|pitk|suur|korke|vanha|usein|laaja|iso|pian|nopea)"
        r"|minkä (pitui|kokoi|korkui|verra|ikäi|suurui|hintai)"
        r"|.*(osuus|määrä|summa|prosentti|hinta|asukasluku|väkiluku|pinta-ala|pituus|korkeus|\bikä)\b",
        "sv": r".*\bhur (mycket|många|länge|lång|stor|hög|gammal|ofta)|.*(andel|antal|belopp|procent|pris|summa)",
        "en": r".*\bhow (much|many|long|large|big|high|tall|old|often|far)"
        r"|(what|which) (share|percentage|amount|number)|.*\b(percentage|amount of|number of|population|price)\b",
        "et": r".*\bkui (palju|kaua|pikk|suur|kõrge|vana|sageli|tihti)|mitu|mitme"
        r"|.*\b(osakaal|summa|arv|protsent|hind)\b",
        "ru": r".*\bсколько|как (долго|часто|много)|насколько"
        r"|.*\b(доля|размер|количество|сумма|процент|численность)\b",
        "uk": r".*\bскільки|як (довго|часто|багато)|наскільки"
        r"|.*\b(частка|розмір|кількість|сума|відсоток|чисельність)\b",
        "ar": r"كم\b|بكم|.*(نسبة|مبلغ|عدد|مقدار|مدة)",
    },
    AnswerType.PERSON: {
        "fi": r"kuka|ketkä|kenen|ketä|keitä|kelle|keneltä|kenelle|keiden",
        "sv": r"vem|vems|vilka personer",
        "en": r"who\b|whose|whom",
        "et": r"kes\b|kelle|keda|kellelt",
        "ru": r"кто\b|кого|кому|кем\b|чей|чья|чьё|чьи",
        "uk": r"хто\b|кого|кому|ким\b|чий|чия|чиє|чиї",
        "ar": r"من (هو|هي|هم|الذي|التي|كان|يكون|ال|ي|أ)",
    },
    AnswerType.PLACE: {
        "fi": r"missä|mistä(?!.*\b(johtu|kerto|koostu|nime|nimi|puhu))|mihin(?!.*\b(kuol|menehty))|minne"
        r"|mille paikkakun",
        "sv": r"var\b|vart\b|varifrån|i vilken (stad|kommun|region)",
        "en": r"where\b|(in )?(what|which) (city|town|country|region|place)",
        "et": r"kus\b|kuhu|kust\b|millises (linnas|riigis|kohas)",
        "ru": r"где\b|куда|откуда|в как(ом|ой) (город|стран|регион|мест)",
        "uk": r"де\b|куди|звідки|у? ?як(ому|ій) (міст|країн|регіон|місц)",
        "ar": r"أين|(في |من )?أي (مدينة|بلد|مكان|منطقة)",
    },
    AnswerType.REASON: {
        "fi": r".*\bmiksi\b|minkä (vuoksi|takia)|mistä (syystä|.*\bjohtu)|mitkä (ovat|olivat) syyt|mikä (aiheut|joht)"
        r"|(mihin|miten|kuinka)\b.*\b(kuoli|menehtyi)|.*\bkuolinsyy",
        "sv": r".*\bvarför|av vilken anledning|vad beror|(hur|vad)\b.*\bdog\b|.*\bdödsorsak",
        "en": r".*\bwhy\b|for what reason|what (is|was|are|were) the reasons?|what caused"
        r"|(how|what|from what|of what) did\b.*\bdie\b|.*\bcause of death",
        "et": r".*\bmiks\b|mis põhjusel|(kuidas|millesse)\b.*\bsuri\b",
        "ru": r".*\bпочему|зачем|по какой причине|отчего|(как|от чего)\b.*\bумер",
        "uk": r".*\bчому\b|навіщо|з якої причини|(як|від чого)\b.*\bпомер",
        "ar": r"لماذا|لم\b|كيف (?:مات|توفي)|ما (هو )?(سبب|أسباب)",
    },
    AnswerType.DECISION: {
        "fi": r"\w+k[oö](s|han|hän)?\b",
        "sv": r"(kan|får|ska|skall|måste|är|har|finns|behöver|bör|går|krävs|gäller|räcker)\b",
        "en": r"(can|may|must|should|is|are|was|were|do|does|did|has|have|will|could|would)\b",
        "et": r"kas\b",
        "ru": r"\w+ ли\b|можно\b|нужно\b|разве",
        "uk": r"чи\b|\w+ чи\b|можна\b|потрібно\b|хіба",
        "ar": r"هل\b",
    },
    AnswerType.DEFINITION: {
        "fi": r"(mikä|mitä|mitkä|kuka)\s+(on|oli|ovat|olivat|tarkoit\w+)(\s+\S+){1,2}\s*$"
        r"|(mitä|mikä)\s+\S+(\s\S+)?\s+(on|tarkoit\w+)\s*$",
        "sv": r"vad\s+(är|var|betyder|innebär|menas)(\s+\S+){1,3}\s*$|vem\s+(är|var)(\s+\S+){1,3}\s*$",
        "en": r"(what|who)\s*('s|is|are|was|were|does)(\s+\S+){1,3}\s*$",
        "et": r"(mis|kes)\s+(on|oli|tähendab)(\s+\S+){1,2}\s*$",
        "ru": r"(что|кто)\s+(так\S+|значит|означает)|кто\s+(был|такой)",
        "uk": r"(що|хто)\s+(так\S+|означає)|що це",
        "ar": r"(ما|من)\s*(هو|هي|هى|معنى|المقصود)(\s+\S+){1,2}\s*$",
    },
}

# The first unit whose words stand in the question is taken; all languages in one, for their words do not collide.
_UNITS: dict[AnswerType, dict[Unit, str]] = {
    AnswerType.TIME: {
        Unit.CLOCK: r"monelta|kellonaika|mihin aikaan|kello|hur dags|vilken tid|klockan|what time|mis kell|во сколько"
        r"|о котр|котр\w+ годин|أي ساعة",
        Unit.YEAR: r"vuonna|vuosi|vuode|år\b|year|aasta|год|роц|рок|عام|سنة",
    },
    AnswerType.QUANTITY: {
        Unit.SHARE: r"osuu|osuud|prosen|suuri osa|suuren osan|andel|procent|share|percent|per cent|rate\b"
        r"|osakaal|protsen|доля|дол[юи]\b|процент|частк|відсот|نسبة",
        Unit.MONEY: r"maksaa|maksoi|raha|budjet|hinta|euro|tuki\b|tukea|palkka|summa|kosta|pengar|stöd|belopp|budget"
        r"|pris|cost|price|money|fund|grant|salary|maksab|eelarve|toetus|стоит|стоим|цена|бюджет|сумм|денег|финанс"
        r"|кошту|грош|сума|фінанс|تكلف|سعر|ميزاني|مبلغ|تمويل",
        Unit.DURATION: r"kauan|kestä|kesto|nopea|ikä|vanha|\bold\b|gammal|länge|snabb"
        r"|how (long|soon|fast|quick)|duration|kui kaua|kestab|kestus"
        r"|долго|времени|дл[ие]т|трива|часу|مدة|المدة",
        Unit.MEASURE: r"pituu|pitkä|korke|pinta-ala|syvä|syvyy|leve|paina|painoi|etäisyy|lång|hög|djup|yta|väger"
        r"|tall|high|deep|wide"
        r"|\bfar\b|area|height|length|distance|weigh|pikk|kõrg|pindala|sügav|длин|высот|площад|протяж|глубин|вес\b"
        r"|довжин|висот|площ|глибин|طول|ارتفاع|مساحة|عمق|وزن",
    },
    AnswerType.REASON: {
        Unit.DEATH: r"kuoli|kuolinsyy|menehty|\bdog\b|\bdött\b|dödsorsak|\bdied?\b|\bdeath\b|\bsuri\b|\bумер|смерт"
        r"|\bпомер|توفي|مات",
    },
}
_NUMBER_OF = re.compile(
    r"mont|mone|kuinka mon|miten mon|lukumäär|asukas|väkiluku|många|antal|many|number|population|mitu|mitme|arv\b"
    r"|сколько|количеств|числен|населен|скільки|кількіст|чисельн|كم\b|عدد",
    re.IGNORECASE,
)
# Where another question may begin inside one: "Peruttiinko haku, ja miksi?", "Hei! Olen yhdistyksestä. Mistä …"
_CLAUSE = re.compile(r"[.,:;!?–—]\s+(?:(?:ja|eli|tai|och|and|or|ning|ja|и|а|та|і)\s+)?|\s(?:ja|och|and|ning|и|та)\s+")

# The words that a question begins with, whatever it asks for.
_OPENINGS = {
    "fi": r"(mi(kä|nkä|nä|tä|tkä|hin|ssä|stä|lloin|ten|ksi|nne|llä|lle|ltä|nkälai\w+|llai\w+)|ku(ka|inka|mpi|mmat)"
    r"|ke(tkä|nen|tä|lle|neltä|nelle)|mon(ta|tako|iko|elta|esko|ella)|paljonko|kauanko|koska)\b",
    "sv": r"(vad|vem|vems|vilk(a|en|et)|hur|när|var|vart|varför|varifrån)\b",
    "en": r"(what|which|who|whose|whom|when|where|why|how)\b",
    "et": r"(mi(s|da|lle|llal|ks|llis|lline|tu|tme)|ke(s|da|lle)|ku(s|hu|st|idas|i))\b",
    "ru": r"(что|кто|где|куда|откуда|когда|почему|зачем|как|сколько|чей|ч[её]м|как(?:о|и|а)\w+|кому|кого)\b",
    "uk": r"(що|хто|де|куди|звідки|коли|чому|навіщо|як|скільки|чий|чим|яки\w+|яка|яке|які|якої|кому|кого)\b",
    "ar": r"(متى|من|ما|ماذا|أين|كم|كيف|لماذا|أي|هل)\b",
}
_OPENING = {
    language: re.compile(rf"{pattern}|{QUESTIONS[AnswerType.DECISION][language]}", re.IGNORECASE)
    for language, pattern in _OPENINGS.items()
}
_QUESTIONS = {
    (answer_type, language): re.compile(pattern, re.IGNORECASE)
    for answer_type, patterns in QUESTIONS.items()
    for language, pattern in patterns.items()
}
_UNIT = {
    (answer_type, unit): re.compile(pattern, re.IGNORECASE)
    for answer_type, units in _UNITS.items()
    for unit, pattern in units.items()
}


def expected_answer(question: str, language: str) -> AnswerType:
    """What a question asks for first.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
    """
    return expected_answers(question, language)[0].type


def expected_answers(question: str, language: str) -> tuple[Asked, ...]:
    """Everything that a question asks for, one of each type; `OTHER` alone when nothing special is.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
    """
    clauses = [clause.strip(" ?؟") for clause in _CLAUSE.split(question)]
    found: dict[AnswerType, Asked] = {}
    for clause in clauses:
        answer_type = _type_of(clause, language)
        if answer_type is not AnswerType.OTHER:
            found.setdefault(answer_type, Asked(answer_type, _unit_of(answer_type, question)))
    return tuple(found.values()) or (Asked(AnswerType.OTHER),)


def is_question(text: str, language: str) -> bool:
    """Whether a text asks something, with a question mark or without: "mikä on hanke", not "hankkeen tulokset".

    Args:
        text: Cleaned.
        language: ISO 639-1, the text's.
    """
    pattern = _OPENING.get(language)
    return any(mark in text for mark in "?؟") or (pattern is not None and pattern.match(text) is not None)


def _type_of(clause: str, language: str) -> AnswerType:
    for answer_type in QUESTIONS:
        pattern = _QUESTIONS.get((answer_type, language))
        if pattern and pattern.match(clause):
            return answer_type
    return AnswerType.OTHER


def _unit_of(answer_type: AnswerType, question: str) -> Unit | None:
    for unit in _UNITS.get(answer_type, ()):
        if _UNIT[answer_type, unit].search(question):
            return unit
    if answer_type is AnswerType.QUANTITY and _NUMBER_OF.search(question):
        return Unit.COUNT
    return None
