"""Greetings, thanks and questions about the assistant, recognised when they are all that is said."""

from __future__ import annotations

import re

# Whole questions, as people type them, without capitals and punctuation. The words of one language may be followed
# by another of the same row: "hei hei", "hei kiitos paljon".
SMALL_TALK: dict[str, dict[str, str]] = {
    "greeting": {
        "fi": "hei|moi|moikka|moro|terve|tervehdys|heippa|huomenta|hyvää huomenta|hyvää päivää|päivää|"
        "hyvää iltaa|iltaa|mitä kuuluu",
        "sv": "hej|hejsan|hallå|tjena|god dag|goddag|god morgon|god kväll|hej på dig|hur mår du",
        "en": "hi|hello|hey|hello there|hi there|good morning|good afternoon|good evening|good day|how are you",
        "et": "tere|tervist|tere päevast|tere hommikust|tere õhtust|tsau|hei|kuidas läheb",
        "ru": "привет|здравствуйте|здравствуй|добрый день|доброе утро|добрый вечер|как дела",
        "uk": "привіт|вітаю|добрий день|доброго дня|доброго ранку|добрий вечір|доброго вечора|як справи",
        "ar": "مرحبا|أهلا|اهلا|أهلا وسهلا|السلام عليكم|سلام|صباح الخير|مساء الخير|كيف حالك|هلا",
    },
    "thanks": {
        "fi": "kiitos|kiitos paljon|kiitoksia|kiitti|kiitos avusta|kiitos vastauksesta|paljon kiitoksia|selvä|"
        "selvä kiitos|ok|okei|hyvä",
        "sv": "tack|tack så mycket|tackar|stort tack|tusen tack|tack för hjälpen|okej|ok",
        "en": "thanks|thank you|thank you very much|many thanks|thanks a lot|thx|cheers|thank you so much|ok|"
        "okay|great",
        "et": "aitäh|tänan|suur aitäh|suur tänu|tänud|aitäh abi eest|selge|ok",
        "ru": "спасибо|спасибо большое|большое спасибо|благодарю|спасибо за помощь|понятно|ок",
        "uk": "дякую|щиро дякую|дуже дякую|спасибі|дякую за допомогу|зрозуміло|ок",
        "ar": "شكرا|شكرا لك|شكرا جزيلا|شكرا لكم|ألف شكر|حسنا",
    },
    "about": {
        "fi": "kuka olet|kuka sinä olet|kuka sä oot|mikä olet|mikä sinä olet|mikä tämä on|mitä osaat|"
        "mitä sinä osaat|mitä teet|mitä voit tehdä|miten voit auttaa|mitä voin kysyä|"
        "mitä sinulta voi kysyä|miten toimit|miten tämä toimii|oletko ihminen|oletko robotti|"
        "oletko tekoäly|apua|ohje|auta",
        "sv": "vem är du|vad är du|vad är det här|vad kan du|vad kan du göra|hur kan du hjälpa mig|"
        "vad kan jag fråga|hur fungerar du|hur fungerar det här|är du en människa|är du en robot|hjälp",
        "en": "who are you|what are you|what is this|what can you do|what do you do|how can you help|"
        "how can you help me|what can i ask|what can i ask you|how do you work|how does this work|"
        "are you human|are you a human|are you a robot|are you a bot|help",
        "et": "kes sa oled|kes sina oled|mis sa oled|mis see on|mida sa oskad|mida sa teed|kuidas sa saad aidata|"
        "mida ma võin küsida|kuidas see töötab|kas sa oled inimene|kas sa oled robot|abi|aita",
        "ru": "кто ты|кто вы|что ты такое|что это|что ты умеешь|что вы умеете|чем ты можешь помочь|"
        "чем вы можете помочь|что можно спросить|как это работает|ты робот|вы робот|ты человек|помощь|"
        "помоги",
        "uk": "хто ти|хто ви|що ти таке|що це|що ти вмієш|що ви вмієте|чим ти можеш допомогти|"
        "чим ви можете допомогти|що можна запитати|як це працює|ти робот|ви робот|ти людина|допомога|"
        "допоможи",
        "ar": "من أنت|من انت|ما أنت|ما هذا|ماذا تستطيع أن تفعل|ماذا يمكنك أن تفعل|كيف يمكنك مساعدتي|"
        "ماذا يمكنني أن أسأل|كيف تعمل|هل أنت إنسان|هل أنت روبوت|مساعدة",
    },
}

_NOT_A_WORD = re.compile(r"[^\w\s]|[\u064b-\u0652]")  # punctuation, and Arabic vowel signs
_PATTERNS = {
    (message, language): re.compile(rf"(?:(?:{phrases})(?:\s+|$)){{1,3}}")
    for message, languages in SMALL_TALK.items()
    for language, phrases in languages.items()
}


def recognise(text: str, preferred: str = "") -> tuple[str, str] | None:
    """What small talk a text is.

    Args:
        text: Cleaned.
        preferred: ISO 639-1 code of the language that is tried first; "hei" and "ok" belong to several.

    Returns:
        The message that answers it (a key of words/answers.yaml) and the language it is in; None for a real question.
    """
    said = " ".join(_NOT_A_WORD.sub(" ", text.lower()).split())
    for message, languages in SMALL_TALK.items():
        for language in sorted(languages, key=lambda code: code != preferred):
            if _PATTERNS[message, language].fullmatch(said):
                return message, language
    return None
