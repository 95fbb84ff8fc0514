"""The same facts for machines: schema.org in JSON-LD, which is data and no script."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from gongkai.organs.queries import Agency
from gongkai.publication.kinds import Genre, Validity
from gongkai.publication.queries import Document

FORCE = {
    Validity.IN_FORCE.value: "InForce",
    Validity.AMENDED.value: "PartiallyInForce",
    Validity.LAPSED.value: "NotInForce",
    Validity.ABOLISHED.value: "NotInForce",
}
_CLOSING = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def embedded(*things: dict[str, Any]) -> SafeString:
    """The things as text that can stand inside a script element: it holds no ``<``."""
    graph = {"@context": "https://schema.org", "@graph": [_without_empty(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_CLOSING))  # noqa: S308 - nothing that ends or opens an element is left


def document_thing(document: Document, address: str, form: str, subject: str) -> dict[str, Any]:
    """A rule or normative document as Legislation, a report as Report, all else as Article."""
    organisation = {"@type": "GovernmentOrganization", "name": document.agency.name}
    thing: dict[str, Any] = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "name": document.title,
        "headline": document.title,
        "inLanguage": "zh-Hans",
        "identifier": document.index_number,
        "datePublished": f"{document.published_on}T{document.published_time:%H:%M}:00+08:00",
        "dateCreated": document.made_on.isoformat(),
        "abstract": document.summary,
        "keywords": document.keywords,
        "about": subject,
        "genre": form,
        "publisher": organisation,
        "isAccessibleForFree": True,
        "version": document.version,
    }
    if document.genre != Genre.OTHER:
        thing |= {
            "@type": "Legislation",
            "legislationIdentifier": document.document_number or document.index_number,
            "legislationDate": document.made_on.isoformat(),
            "legislationDateVersion": document.published_on.isoformat(),
            "legislationLegalForce": f"https://schema.org/{FORCE[document.validity]}",
            "legislationPassedBy": organisation,
            "temporalCoverage": f"{document.effective_on}/{document.abolished_on or '..'}"
            if document.effective_on
            else "",
        }
    elif document.form in ("report", "statistics"):
        thing["@type"] = "Report"
    return thing


def agency_thing(agency: Agency, address: str, profile: dict[str, str]) -> dict[str, Any]:
    """An agency as a GovernmentOrganization."""
    given = profile.get
    return {
        "@type": "GovernmentOrganization",
        "@id": address,
        "url": address,
        "name": agency.name,
        "alternateName": agency.short_name,
        "identifier": agency.unified_code,
        "telephone": given("phone", ""),
        "faxNumber": given("fax", ""),
        "email": given("email", ""),
        "address": given("address", ""),
        "openingHours": given("hours", ""),
        "description": given("functions", "")[:500],
        "parentOrganization": {"@type": "GovernmentOrganization", "name": agency.parent.name} if agency.parent else "",
    }


def crumbs_thing(origin: str, crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    """The way from the home page as a BreadcrumbList."""
    items = [
        {"@type": "ListItem", "position": position, "name": label, "item": f"{origin}{path}"}
        for position, (label, path) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value not in ("", None, [])}
