"""Which regions of Finland lie in which major area: a call for an area is a call for the regions in it."""

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
}


def concerns(regions: Sequence[str], wanted: str) -> bool:
    """Whether a call for these regions is one for `wanted`.

    It is when it names the place itself, the whole country, the area that the place lies in, or a part of it.

    Args:
        regions: As the record writes them; empty when it does not say, and then nothing is known.
        wanted: A region, an area or the whole country, in Finnish.
    """
    named = {region.casefold() for region in regions}
    place = wanted.casefold()
    if place == WHOLE_COUNTRY:
        return WHOLE_COUNTRY in named
    around = {area for area, parts in AREAS.items() if place in parts}
    return bool(named & {place, WHOLE_COUNTRY, *around, *AREAS.get(place, ())})
