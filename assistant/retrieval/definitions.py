"""Questions for what something is ("Mikä on suuralue?"), and where a passage begins to tell it ("Suuralue on …").

So does a term
with the asked name in brackets behind it. A glossary tells many things in one passage, so that the passage as a whole
is near none of them; its form gives the answer away.
"""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:mikä|mitä|mitkä|kuka) (?:on|ovat|tarkoittaa|tarkoittavat|merkitsee) (?P<fi>.+)"
    r"|mitä (?P<fi2>.+) (?:tarkoittaa|tarkoittavat|merkitsee|on)"
    r"|mitä tarkoitetaan (?P<fi3>.+?(?:lla|llä))"
    r"|vad (?:är|betyder|innebär|menas med) (?:en |ett )?(?P<sv>.+)"
    r"|what(?:'s| is| are) (?:an? |the )?(?P<en>.+)|what does (?:an? |the )?(?P<en2>.+) mean"
    r"|(?:mis|mida) (?:on|tähendab) (?P<et>.+)"
    r"|что (?:такое|значит|означает) (?P<ru>.+)|що (?:таке|означає) (?P<uk>.+)"
    r"|ما (?:هو|هي|معنى) (?P<ar>.+)",
    re.IGNORECASE,
)
_TELLS = (
    r"on|ovat|oli|tarkoittaa|tarkoittavat|eli|är|betyder|innebär|is|are|means|tähendab|это|означает|це|означає|هو|هي"
)
_STARTS = r"(?:^|[.!?:;|]\s|\n)[\W_]{0,4}(?:(?:an?|the|en|ett)\s)?"
_GOES_ON = r"\w{0,6}[!\"”»]?(?:\s\([^()\n]{1,40}\))?"
_BESIDE = r"\((?:[^()\n]{0,80}[;,]\s)?"
"""What a term is called in another language stands in brackets behind it: "Tukiosuus (stödandel; funding rate)"."""
_MOST_WORDS = 4
_ENDS_OF_WORD = 3
"""Letters by which the asked word may end otherwise than the told one: suuralueella, suuralue."""
_SHORTEST = 4


def definition_of(query: str) -> re.Pattern[str] | None:
    """What a passage holds that tells what the query asks the meaning of; None when it asks for something else.

    Args:
        query: As typed.
    """
    asked = _ASKED.fullmatch(" ".join(query.split()).rstrip("?؟.! "))
    name = next(filter(None, asked.groups()), "").strip("\"'”“»«").lower() if asked else ""
    words = name.split()
    if not words or len(words) > _MOST_WORDS:
        return None
    last = words[-1]
    stem = last[: max(_SHORTEST, len(last) - _ENDS_OF_WORD)]
    name = re.escape(" ".join([*words[:-1], stem]))
    told = rf"{_STARTS}{name}{_GOES_ON}(?:\s(?:{_TELLS})|\s?[–—-])\s"
    return re.compile(rf"{told}|{_BESIDE}{name}\w{{0,6}}(?:[;,][^()\n]{{0,80}})?\)", re.IGNORECASE)
