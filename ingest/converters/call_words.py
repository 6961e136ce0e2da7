"""The words of a call record in Finnish, Swedish and English, and how each language writes days, money and rates."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Language = Literal["fi", "sv", "en"]

_COLUMNS: dict[Language, int] = {"fi": 0, "sv": 1, "en": 2}

_TERMS = {
    "about": ("Haun perustiedot", "Grunduppgifter", "About the call"),
    "in_brief": ("Haku lyhyesti", "Utlysningen i korthet", "The funding call in brief"),
    "funding": ("Rahoitus", "Finansiering", "Funding"),
    "applicants_and_regions": ("Hakijat ja alueet", "Sökande och regioner", "Applicants and regions"),
    "events": ("Hakuinfot ja hakuklinikat", "Infotillfällen och kliniker", "Information sessions and clinics"),
    "decisions_and_contact": ("Päätökset ja yhteystiedot", "Beslut och kontakt", "Decisions and contact"),
    "name": ("Haun nimi", "Utlysningens namn", "Name of the call"),
    "id": ("Haun tunnus", "Utlysningens beteckning", "Call identifier"),
    "funder": ("Rahoittaja", "Finansiär", "Funder"),
    "programme": ("Ohjelma", "Program", "Programme"),
    "specific_objective": ("Erityistavoite", "Särskilt mål", "Specific objective"),
    "period": ("Hakuaika", "Ansökningstid", "Application period"),
    "continuous": ("jatkuva haku", "kontinuerlig ansökan", "continuous call"),
    "since": ("alkaen", "från och med", "from"),
    "no_end": ("ei päättymispäivää", "inget slutdatum", "no closing date"),
    "end_unknown": (
        "päättymisaika ei ole vielä tiedossa",
        "sista ansökningsdag är inte känd ännu",
        "closing date not known yet",
    ),
    "not_known": ("ei vielä tiedossa", "inte känd ännu", "not known yet"),
    "was_cancelled": ("haku on peruttu", "utlysningen har dragits tillbaka", "the call was cancelled on"),
    "cancelled": ("Haku on peruttu", "Utlysningen har dragits tillbaka", "The call was cancelled"),
    "extended": ("Hakuaikaa on jatkettu", "Ansökningstiden har förlängts", "The application period was extended on"),
    "corrected": ("Korjattu", "Rättat", "Corrected on"),
    "new_end": ("uusi päättymisaika", "ny sista ansökningstid", "new closing time"),
    "old_end": ("aiempi päättymisaika oli", "tidigare sista ansökningstid var", "the earlier closing time was"),
    "reason": ("syy", "orsak", "reason"),
    "funding_rate": ("Rahoitusosuus (tuki)", "Stödandel (finansieringsandel)", "Funding rate (support)"),
    "own_contribution": ("Omarahoitus", "Egenfinansiering", "Own contribution"),
    "at_most": ("enintään", "högst", "at most"),
    "at_least": ("vähintään", "minst", "at least"),
    "total_amount": ("Haettavana yhteensä", "Finansiering att söka sammanlagt", "Total funding available"),
    "per_project": ("Hankekohtainen rahoitus", "Finansiering per projekt", "Funding per project"),
    "applicants": ("Hakijat (kuka voi hakea)", "Sökande (vem kan söka)", "Eligible applicants (who can apply)"),
    "regions": ("Alueet", "Regioner", "Regions"),
    "sign_up": ("ilmoittautuminen", "anmälan", "sign up"),
    "decisions": ("Rahoituspäätökset", "Finansieringsbeslut", "Funding decisions"),
    "contact": ("Yhteystiedot", "Kontaktuppgifter", "Contact"),
    "more": ("Lisätiedot ja hakeminen", "Mer information och ansökan", "More information and how to apply"),
}

# Names of applicants, regions and roles as records write them, in Swedish and English; others stay as they are written.
_TRANSLATIONS = {
    "kunnat": ("kommuner", "municipalities"),
    "hyvinvointialueet": ("välfärdsområden", "wellbeing services counties"),
    "oppilaitokset": ("läroanstalter", "educational institutions"),
    "yhdistykset": ("föreningar", "associations"),
    "säätiöt": ("stiftelser", "foundations"),
    "yritykset": ("företag", "companies"),
    "rahoitusasiantuntija": ("finansieringsexpert", "funding expert"),
    "koko suomi": ("hela Finland", "the whole of Finland"),
    "etelä-suomi": ("Södra Finland", "Southern Finland"),
    "länsi-suomi": ("Västra Finland", "Western Finland"),
    "pohjois- ja itä-suomi": ("Norra och Östra Finland", "Northern and Eastern Finland"),
    "helsinki-uusimaa": ("Helsingfors-Nyland", "Helsinki-Uusimaa"),
    "lappi": ("Lappland", "Lapland"),
}

_MONTHS = {
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split(),
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def term(key: str, language: Language) -> str:
    """A label or a set phrase."""
    return _TERMS[key][_COLUMNS[language]]


def translated(name: str, language: Language) -> str:
    """A name that records write in Finnish; as it is when it is not known."""
    if language == "fi" or name.lower() not in _TRANSLATIONS:
        return name
    return _TRANSLATIONS[name.lower()][_COLUMNS[language] - 1]


def day(value: dt.date, language: Language) -> str:
    """15.1.2027, in English 15 January 2027."""
    if language == "en":
        return f"{value.day} {_MONTHS['en'][value.month - 1]} {value.year}"
    return f"{value.day}.{value.month}.{value.year}"


def moment(value: dt.datetime, language: Language) -> str:
    """15.1.2027 klo 16.15."""
    at = {"fi": "klo", "sv": "kl.", "en": "at"}[language]
    return f"{day(value, language)} {at} {clock(value)}"


def clock(value: dt.datetime) -> str:
    """16.15, as the hour is written in Finland."""
    return f"{value.hour}.{value.minute:02}"


def expected(value: str | dt.date, language: Language) -> str:
    """When something is expected: "arviolta maaliskuussa 2027".

    Args:
        value: A month as YYYY-MM, or a day.
        language: To say it in.
    """
    about = {"fi": "arviolta", "sv": "uppskattningsvis", "en": "expected"}[language]
    if isinstance(value, dt.date):
        preposition = {"fi": "", "sv": "", "en": "on "}[language]
        return f"{about} {preposition}{day(value, language)}"
    year, month = value.split("-")
    name = _MONTHS[language][int(month) - 1]
    in_month = {"fi": f"{name}kuussa", "sv": f"i {name}", "en": f"in {name}"}[language]
    return f"{about} {in_month} {year}"


def euros(amount: int, language: Language) -> str:
    """4 000 000 euroa, 4 000 000 euro, EUR 4,000,000."""
    if language == "en":
        return f"EUR {amount:,}"
    return f"{amount:,} {'euroa' if language == 'fi' else 'euro'}".replace(",", " ")


def percent(rate: float, language: Language) -> str:
    """80 % or 77,5 %; in English 80 per cent."""
    figure = f"{rate:.2f}".rstrip("0").rstrip(".")
    return f"{figure} per cent" if language == "en" else f"{figure} %".replace(".", ",")
