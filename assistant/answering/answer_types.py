"""What sort of answer a question asks for, and whether a sentence holds one (a date for "when")."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerType(StrEnum):
    """What a question asks for."""

    TIME = "time"
    QUANTITY = "quantity"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    DECISION = "decision"
    OTHER = "other"


# The first type whose words begin the question, or stand in it where the pattern starts with ".*", is taken.
QUESTIONS: dict[AnswerType, dict[str, str]] = {
    AnswerType.TIME: {
        "fi": r"milloin|koska\b|mihin mennessä|monelta|kauanko asti|(mikä|minä|minkä|millä) (vuo|päivä|kuukau)"
        r"|monentena|.*\b(ajankohta|päivämäärä|määräaika)",
        "sv": r"när\b|hur dags|vilket (år|datum)|vilken (dag|månad|tid)|sedan när|.*\b(datum|tidpunkt)",
        "en": r"when\b|(in |on |at )?(what|which) (year|date|day|month|time)|since when|.*\b(deadline|date of)",
        "et": r"millal|mis (ajal|aastal|kuupäeval|päeval|kell)|mis ajast|.*\b(tähtaeg|kuupäev)",
        "ru": r"когда|(в|с|до) как(ом|ого|ой) (год|числ|дат|месяц|врем)|какого числа|.*\b(срок подачи|дата)",
        "uk": r"коли|(у|в|з|до) як(ому|ого|ої|ий) (роц|числ|дат|місяц|час)|якого (числа|року)"
        r"|.*\b(термін подання|дата)",
        "ar": r"متى|(في )?أي (عام|سنة|تاريخ|يوم|شهر|وقت)|.*(تاريخ|موعد)",
    },
    AnswerType.QUANTITY: {
        "fi": r"paljonko|montako|monta\b|monessako|moneenko|kauanko"
        r"|(kuinka|miten) (monta|mon|paljon|kauan|pitk|suur|korke|vanha|usein|laaja|iso|pian|nopea)"
        r"|minkä (pitui|kokoi|korkui|verra|ikäi|suurui|hintai)"
        r"|.*\b(osuus|määrä|lukumäärä|summa|prosentti|hinta|asukasluku|väkiluku|pinta-ala|pituus|korkeus|ikä)\b",
        "sv": r"hur (mycket|många|länge|lång|stor|hög|gammal|ofta)|.*\b(andel|antal|belopp|procent|pris|summa)",
        "en": r"how (much|many|long|large|big|high|tall|old|often|far)|(what|which) (share|percentage|amount|number)"
        r"|.*\b(percentage|amount of|number of|population|price)\b",
        "et": r"kui (palju|kaua|pikk|suur|kõrge|vana|sageli|tihti)|mitu|mitme|.*\b(osakaal|summa|arv|protsent|hind)\b",
        "ru": r"сколько|как (долго|часто|много)|насколько|.*\b(доля|размер|количество|сумма|процент|численность)\b",
        "uk": r"скільки|як (довго|часто|багато)|наскільки|.*\b(частка|розмір|кількість|сума|відсоток|чисельність)\b",
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
        "fi": r"missä|mistä|mihin|minne|mille paikkakun",
        "sv": r"var\b|vart\b|varifrån|i vilken (stad|kommun|region)",
        "en": r"where\b|(in )?(what|which) (city|town|country|region|place)",
        "et": r"kus\b|kuhu|kust\b|millises (linnas|riigis|kohas)",
        "ru": r"где\b|куда|откуда|в как(ом|ой) (город|стран|регион|мест)",
        "uk": r"де\b|куди|звідки|у? ?як(ому|ій) (міст|країн|регіон|місц)",
        "ar": r"أين|(في |من )?أي (مدينة|بلد|مكان|منطقة)",
    },
    AnswerType.REASON: {
        "fi": r"miksi|minkä (vuoksi|takia)|mistä syystä|mitkä (ovat|olivat) syyt|mikä (aiheut|joht)",
        "sv": r"varför|av vilken anledning|vad beror",
        "en": r"why\b|for what reason|what (is|was|are|were) the reasons?|what caused",
        "et": r"miks\b|mis põhjusel",
        "ru": r"почему|зачем|по какой причине|отчего",
        "uk": r"чому|навіщо|з якої причини",
        "ar": r"لماذا|لم\b|ما (هو )?(سبب|أسباب)",
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
}

_MONTHS = (
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    r"|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|\b(?:january|february|march|june|july|august|october)\b"
    r"|\b(?:jaanuar|veebruar|märts|aprill|mai|juuni|juuli|oktoober|detsember)"
    r"|\b(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"|\b(?:січ(?:ня|ень)|лют(?:ого|ий)|берез(?:ня|ень)|квіт(?:ня|ень)|трав(?:ня|ень)|черв(?:ня|ень)|лип(?:ня|ень)"
    r"|серп(?:ня|ень)|верес(?:ня|ень)|жовт(?:ня|ень)|листопад|груд(?:ня|ень))"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_TIME = (
    r"\b(?:1\d|20)\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.|\b\d{1,2}[:.]\d\d\b|\b\d+-luvu|-talet\b|vuosisa|\b[ej]aa\b|\b\d+0s\b"
    r"|sajandi|век[аеу]?\b|столі|القرن|\bkello\b|\bklo\b|\bkl\.\s|" + _MONTHS
)
_QUANTITY = (
    r"\d|%|€|\b(?:yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen|sata|tuhat|puolet|miljoon)"
    r"|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|hundra|tusen|hälften|miljon)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|half|million)\b"
    r"|\b(?:kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme|sada|tuhat|pool)\b"
    r"|\b(?:два|две|дві|три|чотири|четыре|пять|п'ять|шесть|шість|семь|сім|восемь|вісім|десять|сто|тысяч|тисяч|половин)"
    r"|اثن|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع|عشر|مئة|مائة|ألف|نصف"
)
_REASON = (
    r"\b(?:koska|siksi|jotta|sillä|vuoksi|takia|ansiosta|johdosta|syy|syitä|syyt|tarkoituksena|tavoitteena|johtu|aiheut)"
    r"|\b(?:eftersom|därför|för att|på grund|orsak|syftet|beror)"
    r"|\b(?:because|since|in order|due to|reason|cause|purpose)"
    r"|\b(?:sest|kuna|seetõttu|põhjus|eesmärk)|\b(?:потому|поэтому|так как|чтобы|причин|из-за|цель)"
    r"|\b(?:тому що|тому|оскільки|щоб|причин|через|мета)|لأن|بسبب|من أجل|لكي|سبب|الهدف"
)
_DECISION = (
    r"\b(?:ei|eivät|voi|voivat|voidaan|saa|saavat|saadaan|pitää|täytyy|tulee|on mahdollista|edellyt|vain|kyllä)\b"
    r"|\b(?:inte|kan|får|ska|måste|krävs|endast|möjligt)\b|\b(?:not|can|may|must|shall|only|possible|required|no)\b"
    r"|\b(?:ei|võib|saab|peab|tohib|ainult|võimalik)\b|\b(?:не|нельзя|можно|может|должн|только|возможно|нужно)"
    r"|\b(?:не|можна|може|повин|тільки|лише|можливо|потрібно)|لا |ليس|يمكن|يجب|يجوز|فقط"
)

_HOLDS = {
    AnswerType.TIME: re.compile(_TIME, re.IGNORECASE),
    AnswerType.QUANTITY: re.compile(_QUANTITY, re.IGNORECASE),
    AnswerType.REASON: re.compile(_REASON, re.IGNORECASE),
    AnswerType.DECISION: re.compile(_DECISION, re.IGNORECASE),
}
_QUESTIONS = {
    (answer_type, language): re.compile(pattern, re.IGNORECASE)
    for answer_type, patterns in QUESTIONS.items()
    for language, pattern in patterns.items()
}
# A capital inside a sentence begins a name, in the scripts that have capitals.
_NAME = re.compile(r"(?<=[\w,;)–-]\s)[^\W\d_a-zа-яёіїєґåäöõü\u0600-\u06ff][\w’'-]+|(?<=\()[A-ZÅÄÖА-Я][\w’'-]+")
_NAME_STEM = 5
"""Letters by which a name in a sentence is taken for one of the question, whatever its ending."""


def expected_answer(question: str, language: str) -> AnswerType:
    """What a question asks for.

    Args:
        question: Cleaned.
        language: ISO 639-1 of the question.
    """
    for answer_type in QUESTIONS:
        pattern = _QUESTIONS.get((answer_type, language))
        if pattern and pattern.match(question):
            return answer_type
    return AnswerType.OTHER


def holds_answer(answer_type: AnswerType, sentence: str, known: str) -> bool:
    """Whether a sentence holds something of the sort that is asked for.

    Args:
        answer_type: What is asked for.
        sentence: In any supported language.
        known: What the asker knows already (the question, the document's title): a name in it answers nothing.
    """
    if answer_type in (AnswerType.PERSON, AnswerType.PLACE):
        known = known.lower()
        return any(name[0][:_NAME_STEM].lower() not in known for name in _NAME.finditer(sentence))
    pattern = _HOLDS.get(answer_type)
    return bool(pattern and pattern.search(sentence))
