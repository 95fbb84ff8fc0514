"""The items of arts. 20 and 21 with what stands in each: count, last month, or the signed word that it is empty."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.organs.queries import Agency
from gongkai.portal.platform import base_of
from gongkai.publication.kinds import Structure
from gongkai.publication.page_queries import columns_of
from gongkai.publication.queries import structured


@dataclass(frozen=True, slots=True)
class Nothing:
    """The signed statement that an organisation has nothing to publish in a column."""

    public_id: str
    signed_by: str
    signed_on: str
    note: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Node:
    """One item of the catalogue for an organisation, or for all."""

    code: str
    name: str
    note: str
    basis: str
    url: str
    count: int
    month: str
    nothing: Nothing | None
    level: str


LEVELS = {"township": "乡镇街道", "department": "区级机关"}


def nothing_by_category(agency: Agency | None) -> dict[str, Nothing]:
    """What the organisation has signed, by item; the latest of each. Nothing for the whole district."""
    if agency is None:
        return {}
    found: dict[str, Nothing] = {}
    for one in structured(Structure.NOTHING_TO_PUBLISH, agency):
        given = one.data.get
        found.setdefault(
            given("category", ""),
            Nothing(one.public_id, given("signed_by", ""), given("signed_on", ""), given("note", ""), one.published_on),
        )
    return found


def nodes(request: HttpRequest, agency: Agency | None, statutory: Vocabulary) -> list[Node]:
    """The items that apply to the organisation's kind, in order.

    Source: Regulation arts. 20, 21.
    """
    counts = columns_of(agency.pk if agency else None)
    signed = nothing_by_category(agency)
    base = f"{base_of(request, agency)}fdzdgknr/"
    found = []
    for term in statutory.terms:
        count, month = counts.get(term.code, (0, ""))
        if agency is None or not term.levels or agency.kind in term.levels or count:
            nothing = None if count else signed.get(term.code)
            address = f"{base}{term.code}/"
            level = "" if agency else next((label for kind, label in LEVELS.items() if kind in term.levels), "")
            found.append(Node(term.code, term.name, term.note, term.basis, address, count, month, nothing, level))
    return found
