"""What a user reads when a request fails: one message and one hint a code, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

from assistant.language import SUPPORTED

MessageLanguage = Literal["fi", "sv", "en"]
Spoken = TypeVar("Spoken", bound=str)


class Message(NamedTuple):
    """One plain sentence on what happened, and what to do next (may be empty). `{limit}` and the like are filled in."""

    text: str
    hint: str = ""


MESSAGES: dict[str, dict[MessageLanguage, Message]] = {
    "question_empty": {
        "fi": Message("Kysymys on tyhjä.", "Kirjoita kysymys ja lähetä se uudelleen."),
        "sv": Message("Frågan är tom.", "Skriv en fråga och skicka den på nytt."),
        "en": Message("The question is empty.", "Write a question and send it again."),
    },
    "question_too_long": {
        "fi": Message("Kysymys on liian pitkä.", "Lyhennä se enintään {limit} merkkiin."),
        "sv": Message("Frågan är för lång.", "Förkorta den till högst {limit} tecken."),
        "en": Message("The question is too long.", "Shorten it to at most {limit} characters."),
    },
    "invalid_request": {
        "fi": Message("Pyynnössä on virheellinen tieto.", "Tarkista lähetetyt tiedot ja yritä uudelleen."),
        "sv": Message("Begäran innehåller en felaktig uppgift.", "Kontrollera uppgifterna och försök igen."),
        "en": Message("Something in the request is not valid.", "Check what was sent and try again."),
    },
    "not_json": {
        "fi": Message("Pyynnön sisältö ei ole kelvollista JSONia.", "Lähetä sisältö muodossa application/json."),
        "sv": Message("Innehållet i begäran är inte giltig JSON.", "Skicka innehållet som application/json."),
        "en": Message("The body of the request is not valid JSON.", "Send it as application/json."),
    },
    "too_large": {
        "fi": Message("Pyyntö on liian suuri.", "Lyhennä kysymystä."),
        "sv": Message("Begäran är för stor.", "Förkorta frågan."),
        "en": Message("The request is too large.", "Shorten the question."),
    },
    "rate_limited": {
        "fi": Message("Pyyntöjä tuli liian tiheään.", "Odota {seconds} s ja yritä uudelleen."),
        "sv": Message("För många begäranden på kort tid.", "Vänta {seconds} s och försök igen."),
        "en": Message("Too many requests in a short time.", "Wait {seconds} s and try again."),
    },
    "plan_missing": {
        "fi": Message("Pyynnössä ei ole tekstiä eikä tiedostoa.", "Lähetä kenttä text tai tiedosto kentässä file."),
        "sv": Message("Begäran innehåller varken text eller fil.", "Skicka fältet text, eller en fil i fältet file."),
        "en": Message(
            "The request holds neither a text nor a file.", "Send the field text, or a file in the field file."
        ),
    },
    "plan_too_short": {
        "fi": Message("Teksti on liian lyhyt.", "Kerro muutamalla lauseella, mitä tehdään ja keiden kanssa."),
        "sv": Message("Texten är för kort.", "Berätta med några meningar vad som görs och med vem."),
        "en": Message("The text is too short.", "Tell in a few sentences what will be done, and with whom."),
    },
    "plan_too_long": {
        "fi": Message("Teksti tai tiedosto on liian suuri.", "Lähetä lyhyempi, enintään {limit} megatavua."),
        "sv": Message("Texten eller filen är för stor.", "Skicka en kortare, högst {limit} megabyte."),
        "en": Message("The text or the file is too large.", "Send a shorter one, at most {limit} megabytes."),
    },
    "plan_unsupported": {
        "fi": Message("Tällaista tiedostoa ei voi lukea tässä.", "Lähetä se tekstinä, DOCX- tai PDF-tiedostona."),
        "sv": Message("Den här sortens fil kan inte läsas här.", "Skicka den som text, DOCX eller PDF."),
        "en": Message("This kind of file cannot be read here.", "Send it as text, DOCX or PDF."),
    },
    "plan_unreadable": {
        "fi": Message("Tiedostosta ei saatu tekstiä.", "Avaa ja tallenna se uudelleen, tai lähetä teksti."),
        "sv": Message("Ingen text kunde läsas ur filen.", "Öppna och spara den på nytt, eller skicka texten."),
        "en": Message("No text could be read from the file.", "Open and save it again, or send the text."),
    },
    "not_found": {
        "fi": Message("Sivua ei löydy.", "Tarkista osoite."),
        "sv": Message("Sidan finns inte.", "Kontrollera adressen."),
        "en": Message("There is no such page.", "Check the address."),
    },
    "method_not_allowed": {
        "fi": Message("Tätä osoitetta ei voi käyttää näin.", "Tarkista pyynnön metodi."),
        "sv": Message("Adressen kan inte användas så här.", "Kontrollera begärans metod."),
        "en": Message("This address cannot be used like this.", "Check the request's method."),
    },
    "document_not_found": {
        "fi": Message("Asiakirjaa ei löydy.", "Se on voitu poistaa kokoelmasta. Tee haku uudelleen."),
        "sv": Message("Dokumentet finns inte.", "Det kan ha tagits bort ur samlingen. Sök på nytt."),
        "en": Message("There is no such document.", "It may have been removed from the collection. Search again."),
    },
    "call_not_found": {
        "fi": Message("Hakua ei löydy.", "Se on voitu poistaa kokoelmasta. Katso kaikki haut osoitteesta /calls."),
        "sv": Message("Utlysningen finns inte.", "Den kan ha tagits bort ur samlingen. Se alla utlysningar på /calls."),
        "en": Message(
            "There is no such call.", "It may have been removed from the collection. See all calls at /calls."
        ),
    },
    "original_missing": {
        "fi": Message("Alkuperäistä tiedostoa ei ole tällä palvelimella.", "Lue asiakirjan teksti osoitteesta {url}."),
        "sv": Message("Originalfilen finns inte på den här servern.", "Läs dokumentets text på {url}."),
        "en": Message("The original file is not on this server.", "Read the document's text at {url}."),
    },
    "starting": {
        "fi": Message("Palvelu käynnistyy.", "Yritä hetken kuluttua uudelleen."),
        "sv": Message("Tjänsten startar.", "Försök igen om en stund."),
        "en": Message("The service is starting.", "Try again in a moment."),
    },
    "unavailable": {
        "fi": Message("Palvelu ei juuri nyt pysty vastaamaan.", "Yritä hetken kuluttua uudelleen."),
        "sv": Message("Tjänsten kan inte svara just nu.", "Försök igen om en stund."),
        "en": Message("The service cannot answer right now.", "Try again in a moment."),
    },
    "internal": {
        "fi": Message("Palvelussa tapahtui virhe.", "Yritä uudelleen. Jos virhe toistuu, kerro siitä ylläpitäjälle."),
        "sv": Message("Ett fel inträffade i tjänsten.", "Försök igen. Kontakta administratören om felet upprepas."),
        "en": Message(
            "Something went wrong in the service.", "Try again. If it happens again, tell the administrator."
        ),
    },
}


def message_language(accept_language: str) -> MessageLanguage:
    """The language of messages for an Accept-Language header: the supported one that it weighs most, else English."""
    among: tuple[MessageLanguage, ...] = ("fi", "sv", "en")
    return preferred(accept_language, among, "en")


def preferred(accept_language: str, among: Sequence[Spoken], otherwise: Spoken) -> Spoken:
    """The language that an Accept-Language header weighs most.

    Args:
        accept_language: The header; may be empty.
        among: Codes to choose from.
        otherwise: When the header names none of them.
    """
    best = otherwise
    best_weight = 0.0
    for entry in accept_language.split(","):
        tag, _, parameters = entry.partition(";")
        weight = _weight(parameters)
        primary = tag.strip().lower().partition("-")[0]
        for language in among:
            if primary == language and weight > best_weight:
                best, best_weight = language, weight
    return best


def page_language(wished: str | None, accept_language: str) -> str:
    """The language of a page for people, one of the seven of the house.

    Args:
        wished: What the address asks for; a language that there is no page in counts for nothing.
        accept_language: The browser's header; may be empty.
    """
    known = [language.code for language in SUPPORTED]
    return wished if wished in known else preferred(accept_language, known, "en")


def prefers_html(accept: str) -> bool:
    """Whether an Accept header asks for a page, as browsers do when a person opens an address, and not for JSON."""
    weights = {
        media.strip().lower(): _weight(rest) for media, _, rest in (one.partition(";") for one in accept.split(","))
    }
    json = max(weights.get("application/json", 0.0), weights.get("application/problem+json", 0.0))
    return weights.get("text/html", 0.0) > json


def _weight(parameters: str) -> float:
    """The `q` of one Accept-Language entry; 1 when it has none, 0 when it makes no sense."""
    name, _, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
