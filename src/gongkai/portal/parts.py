"""指南、制度、依申请公开: what an organisation says of how it makes information public."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.organs.queries import Agency
from gongkai.portal.answers import public
from gongkai.portal.context import frame_of
from gongkai.portal.flowchart import flowchart
from gongkai.portal.listing import rows_for, table_body
from gongkai.portal.places import agency_or_404, url
from gongkai.portal.platform import column_of, frame_for
from gongkai.portal.request_form import request_form
from gongkai.publication.kinds import Structure
from gongkai.publication.queries import Document, Filter, filtered, structured
from gongkai.publication.structures import FIELDS, rows_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTACT = ("office", "address", "hours", "phone", "fax", "internet", "postcode")
SYSTEM_FORM = "system"
MOST_SYSTEMS = 200


@public
def guide(request: HttpRequest, code: str = "") -> HttpResponse:
    """The guide in its current edition."""
    agency, around = _around(request, code, "guide")
    edition = _guide_of(agency)
    context = {
        "column": column_of("政府信息公开指南", "政府信息的分类、编排体系、获取方式和工作机构（条例第十二条）"),
        "edition": edition,
        "fields": _fields(edition),
        "versions_url": url(request, "versions", edition.public_id) if edition else "",
    }
    return render(request, "portal/guide.html", around | context | _ways(request, agency, edition))


@public
def requests(request: HttpRequest, code: str = "") -> HttpResponse:
    """How to ask for information: where, how, by when, for what fee, and what to do against the answer."""
    agency, around = _around(request, code, "requests")
    edition = _guide_of(agency)
    context = {
        "column": column_of("依申请公开", "申请获取政府信息的渠道、步骤、收费和救济", "申请公开"),
        "edition": edition,
        "contact": [field for field in _fields(edition) if field["key"] in CONTACT],
        "guide_url": f"{around['platform_url']}zhinan/",
    }
    return render(request, "portal/requests.html", around | context | _ways(request, agency, edition))


@public
def form_file(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form to print and fill in."""
    agency = _agency(request, code)
    response = HttpResponse(_form_of(agency.name if agency else ""), content_type=DOCX)
    name = content_disposition_header(as_attachment=True, filename="政府信息公开申请表.docx")
    response["Content-Disposition"] = name or ""
    return response


@public
def system(request: HttpRequest, code: str = "") -> HttpResponse:
    """The rules an organisation works by."""
    agency, around = _around(request, code, "system")
    where = Filter(agency_id=agency.pk if agency else None, form=SYSTEM_FORM)
    rows = rows_for(request, list(filtered(where)[:MOST_SYSTEMS]))
    context = {
        "column": column_of("政府信息公开制度", "政府信息公开工作的法规和制度"),
        "rows": rows,
        "table_body": table_body(rows),
    }
    return render(request, "portal/system.html", around | context)


@lru_cache(maxsize=64)
def _form_of(name: str) -> bytes:
    return request_form(name)


def _agency(request: HttpRequest, code: str) -> Agency | None:
    """The organisation of the page; the district's government where none is named."""
    return agency_or_404(code) if code else frame_of(request)[0]


def _around(request: HttpRequest, code: str, here: str) -> tuple[Agency | None, dict[str, Any]]:
    agency = _agency(request, code)
    return agency, frame_for(request, agency if code else None, here) | {"agency": agency}


def _guide_of(agency: Agency | None) -> Document | None:
    return structured(Structure.GUIDE, agency).first() if agency else None


def _fields(edition: Document | None) -> list[dict[str, Any]]:
    """The texts of the guide in the order of the law; what is laid out on its own is left out."""
    if edition is None:
        return []
    skipped = ("channels", "procedure")
    found = [
        {"key": one.key, "label": one.label, "text": edition.data.get(one.key, "")}
        for one in FIELDS[Structure.GUIDE]
        if one.key not in skipped
    ]
    return [field for field in found if field["text"]]


def _ways(request: HttpRequest, agency: Agency | None, edition: Document | None) -> dict[str, Any]:
    """The channels, the steps and the form: on the guide and on the page for applicants alike."""
    given = edition.data if edition else {}
    channels = next(one for one in FIELDS[Structure.GUIDE] if one.key == "channels")
    steps = [line.strip() for line in given.get("procedure", "").splitlines() if line.strip()]
    form = url(request, "agency_form", agency.code) if agency else url(request, "form")
    return {
        "channel_headings": channels.columns,
        "channels": rows_of(given.get("channels", ""), len(channels.columns)),
        "steps": steps,
        "flow": flowchart("申请办理流程", steps) if steps else "",
        "fees": given.get("fees", ""),
        "remedies": given.get("remedies", ""),
        "supervision": given.get("supervision", ""),
        "form_url": form,
    }
