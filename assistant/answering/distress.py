"""Words of somebody who may hurt themselves or others: answered with a fixed, kind text and numbers to call.

Only what is said in the first person counts: a question on preventing suicide at work is a question like any other.
"""

from __future__ import annotations

import re

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.messages import say
from assistant.answering.routing import Asked

# Phrases without capitals and punctuation; `\w*` where words are inflected.
SELF_HARM: dict[str, str] = {
    "fi": r"(haluan|haluaisin|tahdon|toivon että|toivoisin että) (vain )?(kuol\w*|olisin kuollut)"
    r"|(tapan|tappaisin|aion tappaa|haluan tappaa|harkitsen tappaa) itse(ni|äni)"
    r"|(aion|haluan|harkitsen|yritin|ajattelen) (tehdä )?itsemurha\w*|teen itsemurhan|mietin itsemurhaa"
    r"|(en jaksa|en halua|en aio) (enää )?elää|(elämä\w*|mikään) (ei ole|ei oo) (enää )?elämisen arvo\w*"
    r"|(vahingoitan|viillän|satutan|viiltelen) itse(äni|ni)|en halua olla (enää )?elossa",
    "sv": r"(jag )?(vill|önskar att jag|tänker) (bara )?(dö|var död|vore död)"
    r"|(ta|tar|vill ta) (mitt|livet av mig)\w*( liv)?"
    r"|(döda|dödar|skada|skadar|skär) mig själv|begå självmord|orkar inte leva|vill inte leva",
    "en": r"i (want|wish|am going|'m going|plan|would like) (to )?(just )?(die|be dead|i was dead|i were dead)"
    r"|(kill|killing|hurt|hurting|harm|harming|cut|cutting) myself"
    r"|(commit|considering|thinking of|thinking about) suicide"
    r"|end my (own )?life|(do not|don t|dont) want to (live|be alive)|(cannot|can t|cant) go on living|suicidal",
    "et": r"(tahan|tahaksin|soovin) surra|(tapan|tapaksin|tahan tappa) (en(na)?st|ennast|end)"
    r"|enesetappu? (teha|teen|sooritada)"
    r"|(teen|sooritan|kavatsen teha) enesetapu|ei (taha|jaksa) (enam )?elada|vigastan ennast",
    "ru": r"(хочу|хотел бы|хотела бы|хочется) умереть|(покончить|покончу) с собой|(убью|убить|режу|порежу) себя"
    r"|(совершить|совершу|думаю о) самоубийств\w*|не хочу (больше )?жить|нет сил жить",
    "uk": r"(хочу|хотів би|хотіла б|хочеться) померти|(вчинити|вчиню|скоїти|думаю про) самогубств\w*"
    r"|накласти на себе руки"
    r"|(вб'ю|вбю|вбити|ріжу|поріжу) себе|не хочу (більше )?жити|немає сил жити",
    "ar": r"(أريد|اريد|أتمنى|اتمنى) (أن )?(أموت|اموت|الموت)|(أقتل|اقتل|سأقتل|أؤذي|اؤذي) نفسي"
    r"|(أنتحر|انتحر|سأنتحر|الانتحار أفكر)"
    r"|أفكر في الانتحار|لا (أريد|اريد) (أن )?(أعيش|اعيش|العيش)",
}
THREAT: dict[str, str] = {
    "fi": r"(tapan|ammun|puukotan|hakkaan) (sinut|teidät|heidät|hänet|ne|sut|kaikki|pomoni|esimieheni|työkaverini)"
    r"|aion (tappaa|ampua|räjäyttää)|(räjäytän|tuon pommin|tuon aseen)",
    "sv": r"(jag )?(dödar|skjuter|ska döda|ska skjuta|knivhugger|spränger)"
    r" (dig|er|honom|henne|dem|alla|min chef|kontoret)"
    r"|jag tar med (en bomb|ett vapen)",
    "en": r"i( will| ll| m going to| am going to) (kill|shoot|stab|bomb|blow up)"
    r"( (you|him|her|them|everyone|my boss|the))?"
    r"|i have a bomb|bring a (gun|bomb) to",
    "et": r"(tapan|lasen maha) (su|sinu|teid|ta|kõik|ülemuse)|toon pommi|panen pommi|lasen õhku",
    "ru": r"(я )?(убью|застрелю|зарежу|взорву) (тебя|вас|его|её|ее|их|всех|начальника|офис)|принесу бомбу",
    "uk": r"(я )?(вб'ю|вбю|застрелю|заріжу|підірву) (тебе|вас|його|її|їх|всіх|начальника|офіс)|принесу бомбу",
    "ar": r"(سأقتل|سوف أقتل|سأقتلك|سأفجر|سوف أفجر)( \w+)?",
}

_NOT_A_WORD = re.compile(r"[^\w\s'’]|[\u064b-\u0652]")
_ALL = {
    message: re.compile("|".join(rf"(?<!\w)(?:{phrases})(?!\w)" for phrases in languages.values()))
    for message, languages in (("self_harm", SELF_HARM), ("threat", THREAT))
}


def recognise_distress(text: str) -> str | None:
    """Which fixed text answers a question: "self_harm" or "threat", in any language; None for all others.

    Args:
        text: As asked.
    """
    said = " ".join(_NOT_A_WORD.sub(" ", text.lower().replace("’", "'")).split())
    plain = said.replace("'", " ")
    for message, pattern in _ALL.items():
        if pattern.search(said) or pattern.search(" ".join(plain.split())):
            return message
    return None


def answer_distress(asked: Asked) -> Answer | None:
    """Answers words of distress or threat before anything else is done with them."""
    message = recognise_distress(asked.question.text)
    if message is None:
        return None
    language = asked.question.language
    return Answer(AnswerStatus.REFUSED, language, say(message, language), route="distress")
