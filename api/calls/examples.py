"""Examples of the JSON of funding calls, as OpenAPI shows them. No value is null, as in `api.examples`."""

from __future__ import annotations

from typing import Any

from api.examples import DOCUMENT

_INFO: dict[str, Any] = {
    "kind": "info",
    "name": {"fi": "Hakuinfo", "sv": "Ansökningsinfo", "en": "Call information session"},
    "starts_at": "2026-12-09T13:00:00+02:00",
    "ends_at": "2026-12-09T14:30:00+02:00",
    "place": "Teams",
    "sign_up": "https://hakemukset.example.fi/haku-2026-4/info",
}
SOURCE: dict[str, Any] = {**DOCUMENT, "url": "/api/v1/documents/9f2c4e1ab03d5576/file"}
FUNDING_CALL: dict[str, Any] = {
    "id": "haku-2026-4",
    "name": {"fi": "Työhyvinvointi ja tuottavuus", "sv": "Välbefinnande och produktivitet", "en": "Well-being at work"},
    "funder": "Keski-Suomen elinvoimakeskus",
    "programme": "Uudistuva ja osaava Suomi 2021–2027 (ESR+)",
    "themes": ["tyohyvinvointi"],
    "regions": ["Koko Suomi"],
    "eligible_applicants": ["kunnat", "yhdistykset"],
    "funding_rate": 80.0,
    "own_contribution": 20.0,
    "opens_at": "2026-12-01T09:00:00+02:00",
    "closes_at": "2027-02-26T16:15:00+02:00",
    "events": [_INFO],
    "status": "open",
    "days_left": 80,
    "next_event": _INFO,
    "official": True,
    "unreviewed": [],
    "conflicts": [],
    "sources": [SOURCE],
    "in_words": {
        "language": "fi",
        "name": {"text": "Työhyvinvointi ja tuottavuus", "language": "fi"},
        "status": "Auki",
        "days": "80 päivää jäljellä",
        "facts": [
            {
                "key": "next_event",
                "label": "Seuraava tilaisuus",
                "values": [
                    {
                        "text": "Hakuinfo, 9.12.2026 klo 13.00–14.30, Teams",
                        "link": "Ilmoittaudu",
                        "url": "https://hakemukset.example.fi/haku-2026-4/info",
                    }
                ],
            }
        ],
        "notes": [],
    },
}
CALL_LIST: dict[str, Any] = {
    "now": "2026-12-08T12:00:00+02:00",
    "time_zone": "Europe/Helsinki",
    "total": 1,
    "calls": [FUNDING_CALL],
}
