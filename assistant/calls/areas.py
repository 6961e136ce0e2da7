"""Which regions of Finland lie in which larger area: a call for an area is a call for the regions in it."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE_COUNTRY = "koko suomi"

# Statistics Finland, major regions (NUTS 2) and regions (NUTS 3), classification of 2024. Funders count Uusimaa to
# Southern Finland as well, and a call that is shown in vain does less harm than one that is missed.
AREAS: dict[str, tuple[str, ...]] = {
    "helsinki-uusimaa": ("uusimaa",),
    "etelä-suomi": ("uusimaa", "varsinais-suomi", "kanta-häme", "päijät-häme", "kymenlaakso", "etelä-karjala"),
    "länsi-suomi": ("satakunta", "pirkanmaa", "keski-suomi", "etelä-pohjanmaa", "pohjanmaa"),
    "pohjois- ja itä-suomi": (
        "etelä-savo",
        "pohjois-savo",
        "pohjois-karjala",
        "kainuu",
        "keski-pohjanmaa",
        "pohjois-pohjanmaa",
        "lappi",
    ),
    # Areas of everyday speech, as the regional state authorities had them; Kainuu was counted to either.
    "itä-suomi": ("etelä-savo", "pohjois-savo", "pohjois-karjala", "kainuu"),
    "pohjois-suomi": ("kainuu", "keski-pohjanmaa", "pohjois-pohjanmaa", "lappi"),
    "lounais-suomi": ("varsinais-suomi", "satakunta"),
    "pääkaupunkiseutu": ("uusimaa",),
}


def parts_of(place: str) -> tuple[str, ...]:
    """The regions in an area; of a region itself.

    Args:
        place: A region or an area in Finnish, in any case.
    """
    return AREAS.get(place.casefold(), (place.casefold(),))


def concerns(regions: Sequence[str], wanted: str) -> bool:
    """Whether a call for these regions is one for `wanted`.

    It is when it names the place itself, the whole country, or an area or a region that has a part in common with it.

    Args:
        regions: As the record writes them; empty when it does not say, and then nothing is known.
        wanted: A region, an area or the whole country, in Finnish.
    """
    named = {region.casefold() for region in regions}
    if WHOLE_COUNTRY in named or wanted.casefold() == WHOLE_COUNTRY:
        return WHOLE_COUNTRY in named
    return any(set(parts_of(region)) & set(parts_of(wanted)) for region in named)
