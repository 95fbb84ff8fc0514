"""The organisations: what they do, who leads them, where they are, what they have made public."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.organs.queries import Agency, all_agencies
from gongkai.portal.answers import public
from gongkai.portal.context import frame_of
from gongkai.portal.linked_data import agency_thing, embedded
from gongkai.portal.listing import rows_for
from gongkai.portal.places import agency_or_404, origin, url
from gongkai.portal.platform import GROUPS, column_of, tabs
from gongkai.publication import tallies
from gongkai.publication.kinds import Structure
from gongkai.publication.page_queries import first_rows
from gongkai.publication.queries import Document, Filter, structured
from gongkai.publication.structures import FIELDS, rows_of

LATEST = 10
LINES = ("address", "hours", "phone", "fax", "postcode", "email")


@public
def agencies(request: HttpRequest) -> HttpResponse:
    """Every organisation that works today, by kind, with what it has made public."""
    counts = tallies.by_agency()
    prefix = url(request, "agencies")
    rows = all_agencies().exclude(kind="village_committee").filter(valid_to=None)
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for pk, kind, code, name in rows.values_list("pk", "kind", "code", "name"):
        by_kind.setdefault(kind, []).append({"url": f"{prefix}{code}/", "name": name, "count": counts.get(pk, 0)})
    context = {
        "column": column_of("政府机构", "本区行政机关的职能、负责人和联系方式", "机构职能"),
        "groups": [(gettext(label), by_kind[kind]) for kind, label in GROUPS if kind in by_kind],
    }
    return render(request, "portal/agencies.html", context)


@public
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation."""
    found = agency_or_404(code)
    profile = structured(Structure.PROFILE, found).first()
    data = profile.data if profile else {}
    place = origin(request, frame_of(request)[1])
    context = {
        "column": column_of(found.name, f"{found.name}的职能、负责人和联系方式", "机构职能"),
        "agency": found,
        "profile": profile,
        "functions": [line for line in data.get("functions", "").splitlines() if line.strip()],
        "lines": _lines(profile),
        "leaders": _rows(profile, "leaders"),
        "divisions": _rows(profile, "divisions"),
        "tabs": tabs(request, found, ""),
        "rows": rows_for(request, first_rows(Filter(agency_id=found.pk), LATEST)),
        "documents_url": url(request, "agency_documents", code),
        "successor": _successor(request, found),
        "linked_data": embedded(agency_thing(found, f"{place}/jg/{found.code}/", data)),
    }
    return render(request, "portal/agency.html", context)


def _lines(profile: Document | None) -> list[tuple[str, str]]:
    if profile is None:
        return []
    labels = {one.key: one.label for one in FIELDS[Structure.PROFILE]}
    return [(labels[key], profile.data[key]) for key in LINES if profile.data.get(key)]


def _rows(profile: Document | None, key: str) -> dict[str, Any]:
    """A field with columns: its headings and rows."""
    one = next(one for one in FIELDS[Structure.PROFILE] if one.key == key)
    text = profile.data.get(key, "") if profile else ""
    return {"label": one.label, "headings": one.columns, "rows": rows_of(text, len(one.columns))}


def _successor(request: HttpRequest, found: Agency) -> tuple[str, str] | None:
    if found.successor_id is None:
        return None
    return found.successor.name, url(request, "agency", found.successor.code)
