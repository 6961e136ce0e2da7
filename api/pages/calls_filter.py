"""The form that narrows the calls down: four lists and a button, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.pages.html import Markup, element, join, void
from assistant.answering.messages import say
from assistant.calls.listing import CallFilters, ListedCall
from assistant.calls.names import Kind, keys, named
from assistant.calls.status import CallStatus
from assistant.calls.wording import name_of


def filter_form(everything: Sequence[ListedCall], filters: CallFilters, language: str) -> Markup:
    """The form, with what has been chosen.

    Args:
        everything: All calls of the collection: only their themes and applicants are offered, and every region.
        filters: What has been chosen.
        language: Of the words.
    """
    regions = [named("region", key, "fi") or key for key in keys("region")]
    regions += sorted({name for one in everything for name in one.call.regions if not named("region", name, "fi")})
    themes = {name for one in everything for name in one.call.themes}
    applicants = {name.casefold() for one in everything for name in one.call.eligible_applicants}
    statuses = [(str(status), say(f"listing_status_{status}", language)) for status in CallStatus]
    fields = (
        _field("region", _named("region", regions, language), filters.regions, language),
        _field("theme", sorted(_named("theme", themes, language), key=_by_name), filters.themes, language),
        _field(
            "applicant", sorted(_named("applicant", applicants, language), key=_by_name), filters.applicants, language
        ),
        _field("status", statuses, filters.statuses, language),
    )
    clear = element("a", say("listing_clear", language), href=f"calls?lang={language}", class_="clear")
    return element(
        "form",
        element("h2", say("listing_filter", language), id="filter"),
        void("input", type="hidden", name="lang", value=language),
        element("div", *fields, class_="fields"),
        element(
            "p",
            element("button", say("listing_show", language), type="submit"),
            clear if filters else Markup(),
            class_="buttons",
        ),
        element("p", say("listing_filter_note", language), class_="hint"),
        action="calls",
        method="get",
        aria_labelledby="filter",
        class_="filters",
    )


def query(filters: CallFilters, language: str) -> list[tuple[str, str]]:
    """The filters and the language as parameters of an address."""
    return [
        ("lang", language),
        *(("region", region) for region in filters.regions),
        *(("theme", theme) for theme in filters.themes),
        *(("applicant", applicant) for applicant in filters.applicants),
        *(("status", str(status)) for status in filters.statuses),
    ]


def _named(kind: Kind, names: Iterable[str], language: str) -> list[tuple[str, str]]:
    return [(name, name_of(kind, name, language).text) for name in names]


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _field(key: str, options: Iterable[tuple[str, str]], chosen: Iterable[str], language: str) -> Markup:
    picked = {str(value).casefold() for value in chosen}
    rest = [
        element("option", label, value=value, selected="" if value.casefold() in picked else None)
        for value, label in options
    ]
    choose = element("select", element("option", say("listing_all", language), value=""), *rest, id=key, name=key)
    return element("div", join(element("label", say(f"listing_{key}", language), for_=key), choose))
