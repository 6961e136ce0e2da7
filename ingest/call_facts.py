"""Money, rates, applicants and contacts that an announcement states, each with the sentence it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents import Section
from ingest.call_dates import MAX_LINE

_RATE = r"(?<!\d)(\d{1,3}(?:[.,]\d+)?)\s?(?:%|prosen\w+|procent\w*|per\s?cent)"
_SUM = r"(?<!\d)(?:EUR\s?)?(\d{1,3}(?:[ \u00a0.,]\d{3})+|\d+(?:[.,]\d+)?(?=\s(?:milj|miljoner|million)))"
_UNIT = r"(?:\s?(?:€|euro\w*|EUR))?(\s(?:milj\w*\.?|miljoner|million)(?:\seuro\w*|\s€)?)?"
_MONEY = re.compile(_SUM + _UNIT)
_JOINT = r"(?:\s?[–-]\s?|\s(?:and|och|ja)\s(?:enintään\s|korkeintaan\s|högst\s|at\smost\s|up\sto\s)?)"
_RANGE = re.compile(rf"{_SUM}\s?(?:€|euro\w*)?{_JOINT}{_SUM}")
_GRANT = re.compile(
    r"\b(?:tuki|tukea|tukiosuu\w+|tukiprosent\w+|tuen osuu\w+|rahoitusosuu\w+|stöd\w*|finansieringsandel\w*|support"
    rf"|funding rate|aid intensity)\b[^.!?\n]{{0,120}}?{_RATE}"
    rf"|\b(?:enintään|korkeintaan|högst|at most|up to)\s{_RATE}\s(?:hyväksyttäv\w+|av de stödberättigande|of eligible)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:omarahoitu\w+|egenfinansiering\w*|own contribution|self-financing\w*)\b[^.!?\n]{0,60}?" + _RATE
    + r"|" + _RATE + r"\s(?:katetaan\s|av\s|as\s)?(?:omarahoitu\w+|egenfinansiering\w*|own contribution)",
    re.IGNORECASE,
)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:haettavana|jaettavana|käytettävissä|haettavissa|määräraha\w*|kokonaismääräraha\w*|kokonaisrahoitu\w+"
    r"|haun koko|sammanlagt|totalt|total amount|total funding|altogether)\b",
    re.IGNORECASE,
)
_CAN_APPLY = re.compile(
    r"\b(?:voi(?:vat)?\s(?:\w+\s)?hakea|hakea\svoi(?:vat)?|hakij\w+\svoi(?:vat)?|hakijana|hakijoina|voi hakea"
    r"|haku on avoin|hakijaksi\s\w+|hakijoiksi\s\w+(?:\s\w+)?"
    r"|kan\s(?:\w+\s)?söka|sökande kan vara|can apply|may apply|eligible applicants)\b"
    r"|\b(?:hakijat|sökande|applicants)\s?[;:]",
    re.IGNORECASE,
)
_CANNOT = re.compile(r"\b(?:eivät|ei voi|eikä|ei hakijana|kan inte|får inte|cannot|may not|can not)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s+[A-ZÅÄÖ]|\s*$|\n)[^\n.!?]*)*[.!?]?")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK = re.compile(
    r"https?://[^\s<>()\"]+[^\s<>()\".,;:]|(?<![\w-])(?:[\w-]{1,63}\.)+(?:fi|eu|com|org)/[\w./?=&%-]*[\w/]"
)
_OBJECTIVE = re.compile(
    r"(?:erityistavoi\w+|särskilt mål|specific objective)\s+(\d\.\d+\s[^.,;:()\n]{3,80})", re.IGNORECASE
)
_PROGRAMME = re.compile(r"([A-ZÅÄÖ][\w,]*(?:\s[\w,]+){1,6}\s20\d\d\s?[–-]\s?20\d\d)(?:\s?-ohjelma\w*)?(\s\([A-Z+]+\))?")
_LEAD = re.compile(r"^(?:Haku|Rahoitus|Utlysningen|Call)\b(?:\s[a-zåäö]\w*)+\s(?=[A-ZÅÄÖ])")
_FUNDER = re.compile(
    r"^(?:Rahoittaja|Finansiär|Funder)(?:na)?(?:\son|\sär|\sis)?\s?:?\s([^\n.;,]{3,80})", re.IGNORECASE | re.MULTILINE
)

APPLICANTS = {
    "kunnat": r"kunn\w+|kunta|kommuner\w*|municipalit\w+",
    "hyvinvointialueet": r"hyvinvointialue\w*|välfärdsområden\w*|wellbeing services count\w+",
    "oppilaitokset": r"oppilaito\w+|läroanstalter\w*|educational institutions",
    "yhdistykset": r"yhdisty\w+|föreningar\w*|associations",
    "säätiöt": r"säätiö\w*|stiftelser\w*|foundations",
    "yritykset": r"yrity\w+|företag\w*|companies",
}
"""Names of applicants as records write them, by how texts write them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of one field of a record, and the sentence it was read from."""

    field: str
    value: object
    quote: str


def facts(sections: Sequence[Section]) -> dict[str, Fact]:
    """The first statement of each field, in reading order."""
    found: dict[str, Fact] = {}
    for line in lines(sections):
        for match in _SENTENCE.finditer(line):
            if sentence := match[0].strip():
                for fact in _of(sentence):
                    found.setdefault(fact.field, fact)
    return found


def lines(sections: Sequence[Section]) -> list[str]:
    """The lines of an announcement, without those that are too long for prose."""
    return [line for section in sections for line in section.text.splitlines() if len(line) <= MAX_LINE]


def programme(text: str) -> str | None:
    """The programme that a text names, such as "Uudistuva ja osaava Suomi 2021–2027 (ESR+)"."""
    match = _PROGRAMME.search(text)
    return f"{_LEAD.sub('', match[1])}{match[2] or ''}" if match else None


def funder(text: str) -> str | None:
    """The funder that stands behind a label."""
    match = _FUNDER.search(text)
    return match[1].strip() if match else None


def _of(sentence: str) -> Iterator[Fact]:
    own = _OWN.search(sentence)
    if own:
        yield Fact("own_contribution", _number(own[1] or own[2]), sentence)
    grant = _GRANT.search(sentence)
    if grant and not (own and _rate_place(own) == _rate_place(grant)):
        yield Fact("funding_rate", _number(grant[1] or grant[2]), sentence)
    if span := _RANGE.search(sentence):
        least, most = _euros(span[1], None), _euros(span[2], None)
        if least < most:
            yield Fact("amount_per_project", {"min": least, "max": most}, sentence)
    if total := _total(sentence):
        yield Fact("total_amount", total, sentence)
    if applicants := _applicants(sentence):
        yield Fact("eligible_applicants", applicants, sentence)
    if objective := _OBJECTIVE.search(sentence):
        yield Fact("specific_objective", objective[1].strip(), sentence)
    if email := _EMAIL.search(sentence):
        yield Fact("contact", {"email": email[0]}, sentence)
    if link := _LINK.search(sentence):
        yield Fact("links", [link[0] if "://" in link[0] else f"https://{link[0]}"], sentence)


def _rate_place(match: re.Match[str]) -> int:
    return max(match.start(1), match.start(2))


def _total(sentence: str) -> int | None:
    """The one amount in a sentence that speaks of all the money there is."""
    if not _TOTAL.search(sentence):
        return None
    ranges = [match.span() for match in _RANGE.finditer(sentence)]
    amounts = [
        match for match in _MONEY.finditer(sentence) if not any(start <= match.start() < end for start, end in ranges)
    ]
    return _euros(amounts[0][1], amounts[0][2]) if amounts else None


def _applicants(sentence: str) -> list[str]:
    """Who can apply, in the order of the sentence."""
    if not _CAN_APPLY.search(sentence) or _CANNOT.search(sentence):
        return []
    places = {
        name: found.start()
        for name, forms in APPLICANTS.items()
        if (found := re.search(rf"(?<![\w-])(?:{forms})\b", sentence, re.IGNORECASE))
    }
    return sorted(places, key=lambda name: places[name])


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _euros(text: str, millions: str | None) -> int:
    if millions:
        return round(float(text.replace(",", ".")) * 1_000_000)
    return int(re.sub(r"[ \u00a0.,]", "", text))
