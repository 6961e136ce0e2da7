"""Passages that speak to an assistant rather than to a reader. A language model is never given them.

Text of documents is data. A model may still take it for orders, and what a document says literally would pass the check
against that document; so a passage that tries is left out of what the model sees. It can still be found and quoted.
"""

from __future__ import annotations

import re

_TELLING = (
    # chat markup and roles
    r"<\|?\s*/?(?:im_start|im_end|system|assistant|user|source|källa|lähde|question|script|img)\b|\[/?(?:inst|system)\]",
    r"(?:^|[\s.#\]>*-])(?:system|assistant|user|järjestelmä|avustaja|käyttäjä|assistent|användare|система|ассистент"
    r"|пользователь)\s*[:\]]",
    r"[\"']role[\"']\s*:|tool_call|end of sources|lähteet päättyvät|конец источников|sudo\b",
    # being told to forget, ignore, obey
    r"\b(?:ignore|disregard|forget|obey)\b.{0,40}\b(?:instructions?|rules?|prompts?|polic\w+|it)\b",
    r"\b(?:ohita|unohda|älä käytä|noudata)\b.{0,40}\b(?:ohje\w*|säännö\w*|sääntö\w*|asiakirj\w*|läht\w*|kehot\w*)",
    r"\b(?:bortse|strunta|glöm|ignorera)\b.{0,40}\b(?:instruktion\w*|regl\w*|käll\w*|prompt\w*)",
    r"(?:игнорируй|забудь|не учитывай)|\b(?:инструкци\w*|правил нет)\b.{0,40}(?:ответь|скажи)|источники не учитывай",
    r"\b(?:system\w*|järjestelmä)-?\s?(?:prompt|kehot)\w*|hidden prompt|системн\w+ запрос",
    # being told what to answer
    r"\b(?:reply|respond|answer) (?:only|with)\b|\bsay\b[:\s]+[A-Z]{4,}|\bsay (?:that|the)\b|must (?:say|cite)",
    r"\b(?:vastaa|sano|kirjoita)\b.{0,20}(?:vain|vastau\w+|sanalla|, että)|vastauksen loppuun|viittaa siihen",
    r"\bsvara\b.{0,20}(?:bara|på|:)|\bsäg att\b|i svaret\b|hänvisa alltid|skriv ut",
    r"(?:ответь|скажи|добавь|покажи|отправь|ссылайся)\b",
    # speaking of or to a model
    r"\b(?:ai models?|(?:note|important) to ai|till ai|tekoälylle|для ии|ai-mallille"
    r"|language model)\b|\b(?:assistant|avustaja|assistent)\b,",
    r"\b(?:include|add|display|show|send|run|recommend|translate)\b.{0,30}\b(?:link|image|script|conversation|answer"
    r"|following)\b|\b(?:näytä|lisää|lägg till|toista|upprepa)\b.{0,40}(?:linkki|länken|kuva|https?:|kysymys|fråga)",
    r"this source is number|avustajan oma huomautus|assistant's own note|source is number"
    r"|lähteen numero on|källan har nummer|номер этого источника",
    r"\b(?:developer mode|kehittäjätila|jailbr\w+|no rules)\b|ilman sääntöjä|fri assistent|jos kysytään|if asked",
    r"rekommendera företaget|suosittele yritystä|[\u202a-\u202e\u2066-\u2069]",
)
_SPEAKS = re.compile("|".join(f"(?:{pattern})" for pattern in _TELLING), re.IGNORECASE | re.MULTILINE)


def speaks_to_assistant(text: str) -> bool:
    """Whether a passage holds words of the sort that tell an assistant what to do.

    Args:
        text: Of the passage.
    """
    return _SPEAKS.search(text) is not None
