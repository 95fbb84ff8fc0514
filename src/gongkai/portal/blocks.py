"""The blocks a topic or the home page is composed of, each with what it shows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from gongkai.annual.queries import published_reports
from gongkai.base import clock
from gongkai.portal.listing import rows_for
from gongkai.portal.places import url
from gongkai.portal.platform import tabs
from gongkai.publication import tallies
from gongkai.publication.kinds import InterpretationForm, Structure
from gongkai.publication.page_queries import first_rows, interpretation_pairs
from gongkai.publication.queries import (
    Document,
    Filter,
    public_documents_by_id,
    structured,
)
from gongkai.publication.structures import BLOCKS

LATEST, REPORTS, PAIRS, TOPICS = 8, 6, 4, 6
MOST_LINES = 50
TITLES = {block.key: block.label for block in BLOCKS}
SAFE = ("https://", "http://", "/")
WIDE = frozenset({"parts", "latest", "category", "documents", "months", "text"})
FORMS = {form.value: form.label for form in InterpretationForm}

Made = dict[str, Any]


def blocks_for(request: HttpRequest, given: list[dict[str, str]]) -> list[Made]:
    """The blocks in their order, those that are not ours left out."""
    found = []
    for block in given:
        make = _MAKERS.get(block.get("kind", ""))
        if make is not None:
            kind, value = block["kind"], block.get("value", "")
            title = gettext(block.get("title") or TITLES[kind])
            found.append({"kind": kind, "title": title, "wide": kind in WIDE} | make(request, value))
    return found


def lines_of(value: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in value.splitlines() if line.strip()][:MOST_LINES]


def current_topics() -> list[Document]:
    """The topics on show today."""
    today = clock.today().isoformat()
    found = [one for one in structured(Structure.TOPIC) if not one.data.get("until") or one.data["until"] >= today]
    return found[:MOST_LINES]


def _parts(request: HttpRequest, _: str) -> Made:
    return {"tabs": tabs(request, None, "")}


def _latest(request: HttpRequest, _: str) -> Made:
    return {"rows": rows_for(request, first_rows(Filter(), LATEST)), "more": url(request, "documents")}


def _category(request: HttpRequest, value: str) -> Made:
    code = value.strip()
    rows = rows_for(request, first_rows(Filter(categories=(code,)), LATEST))
    return {"rows": rows, "more": url(request, "column", code) if rows else ""}


def _documents(request: HttpRequest, value: str) -> Made:
    wanted = lines_of(value)
    found = public_documents_by_id(wanted)
    return {"rows": rows_for(request, [found[one] for one in wanted if one in found]), "more": ""}


def _interpretations(request: HttpRequest, _: str) -> Made:
    pairs = [
        {
            "form": gettext(FORMS[link.form]),
            "title": one.title,
            "url": url(request, "document", one.public_id),
            "policy": policy.title,
            "policy_url": url(request, "document", policy.public_id),
        }
        for link, one, policy in interpretation_pairs(size=PAIRS)
    ]
    return {"pairs": pairs, "more": url(request, "interpretations")}


def _reports(request: HttpRequest, _: str) -> Made:
    found = published_reports().defer("frozen")[:REPORTS]
    return {"reports": found, "more": url(request, "reports")}


def _topics(request: HttpRequest, _: str) -> Made:
    topics = [(one.title, url(request, "topic", one.public_id)) for one in current_topics()[:TOPICS]]
    return {"topics": topics, "more": url(request, "topics")}


def _months(request: HttpRequest, _: str) -> Made:  # noqa: ARG001 - as the others
    latest = tallies.latest_day()
    return {"year": latest.year if latest else None, "months": tallies.by_month(latest.year) if latest else []}


def _search(request: HttpRequest, _: str) -> Made:
    return {"search_url": url(request, "search")}


def _text(request: HttpRequest, value: str) -> Made:  # noqa: ARG001 - as the others
    return {"paragraphs": lines_of(value)}


def _links(request: HttpRequest, value: str) -> Made:  # noqa: ARG001 - as the others
    pairs = (line.replace("｜", "|").rpartition("|") for line in lines_of(value))
    return {"links": [(label.strip(), place.strip()) for label, _, place in pairs if place.strip().startswith(SAFE)]}


_MAKERS: dict[str, Callable[[HttpRequest, str], Made]] = {
    "parts": _parts,
    "latest": _latest,
    "category": _category,
    "documents": _documents,
    "interpretations": _interpretations,
    "reports": _reports,
    "topics": _topics,
    "months": _months,
    "search": _search,
    "text": _text,
    "links": _links,
}
