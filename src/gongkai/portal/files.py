"""The files of documents: bytes the shield has rebuilt, sent so that a browser cannot take them for a page."""

import io
import re

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.base import files
from gongkai.base.errors import Refused
from gongkai.portal.answers import public
from gongkai.portal.context import frame_of
from gongkai.portal.places import SHORT, origin, url
from gongkai.publication.kinds import Structure
from gongkai.publication.queries import Document, public_document, public_file
from gongkai.publication.standard_text import FORMATS, standard_text

UNAVAILABLE = 503
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
PDF = "application/pdf"
ISOLATED = "default-src 'none'; sandbox"
# browsers show no PDF inside a sandbox; the shield has taken every script out of it
PDF_ALONE = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# whoever has fetched a file may keep it; caches in between ask again, so that a withdrawal reaches everybody
KEPT = "public, max-age=86400, s-maxage=60"


@public
def file(request: HttpRequest, public_id: str, digest: str, name: str) -> HttpResponse:  # noqa: ARG001 - the name is for readers
    """A file of a document that is public, by the first sixteen digits of its digest."""
    found = public_file(public_id, digest) if re.fullmatch(rf"[0-9a-f]{{{SHORT}}}", digest) else None
    if found is None:
        raise Http404
    try:
        content = files.get(found.digest)
    except OSError:
        context = {"message": "这个文件暂时无法读取，请稍后再试或者联系主办单位。", "back": f"/p/{public_id}/"}
        return render(request, "portal/unavailable.html", context, status=UNAVAILABLE)
    inline = found.media_type in IMAGES or found.media_type == PDF
    response = HttpResponse(content, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=not inline, filename=found.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_ALONE if found.media_type == PDF else ISOLATED
    response["ETag"] = f'"{found.digest}"'
    response["Cache-Control"] = KEPT
    return response


@public
def text_file(request: HttpRequest, public_id: str, format_key: str) -> HttpResponse:
    """The standard text of a rule or normative document."""
    found = _document(public_id)
    if format_key not in FORMATS or not found.is_normative:
        raise Http404
    try:
        content = standard_text(found, format_key)
    except Refused as refused:
        context = {"message": refused.message, "back": url(request, "document", public_id)}
        answer = render(request, "portal/unavailable.html", context, status=UNAVAILABLE)
        answer["Retry-After"] = "30"
        return answer
    response = HttpResponse(content, content_type=FORMATS[format_key])
    name = content_disposition_header(as_attachment=True, filename=f"{found.title}.{format_key}")
    response["Content-Disposition"] = name or ""
    return response


@public
def code(request: HttpRequest, public_id: str) -> HttpResponse:
    """The document's address as a code for the camera of a telephone."""
    _document(public_id)
    picture = io.BytesIO()
    address = f"{origin(request, frame_of(request)[1])}/p/{public_id}/"
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _document(public_id: str) -> Document:
    found = public_document(public_id)
    if found is None or found.structure != Structure.ARTICLE:
        raise Http404
    return found
