"""The few words that the renderers add, in the languages of the collection."""

from __future__ import annotations

from datetime import date

CONTENTS = {"fi": "Sisällys", "sv": "Innehåll", "en": "Contents"}
SITE = "Parempi työelämä!"
NAVIGATION = {
    "fi": ("Etusivu", "Ajankohtaista", "Hyvät käytännöt", "Haut", "Yhteystiedot"),
    "sv": ("Startsida", "Aktuellt", "God praxis", "Ansökningar", "Kontakt"),
    "en": ("Home", "News", "Practices", "Calls", "Contact"),
}
FOOTER = {
    "fi": "Euroopan unionin osarahoittama. Esimerkkiaineistoa.",
    "sv": "Medfinansieras av Europeiska unionen. Exempelmaterial.",
    "en": "Co-funded by the European Union. Illustrative material.",
}
SKIP = {"fi": "Siirry sisältöön", "sv": "Hoppa till innehållet", "en": "Skip to content"}
PUBLISHED = {"fi": "Julkaistu", "sv": "Publicerad", "en": "Published"}
_MONTHS_EN = "January February March April May June July August September October November December".split()


def date_text(day: date, language: str) -> str:
    """`day` as people write it: 5.9.2026 in Finnish and Swedish, 5 September 2026 in English."""
    if language == "en":
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"
