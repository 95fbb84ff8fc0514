"""What was published last, for readers and machines: RSS 2.0, Atom 1.0 and JSON Feed 1.1, in full."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gongkai.base.clock import CHINA
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary, vocabulary
from gongkai.portal.feed_formats import Atom, Rss, cleaned
from gongkai.portal.places import agency_or_404, origin
from gongkai.publication.kinds import Validity
from gongkai.publication.open_data.addresses import body_for_machines, document_url, file_url
from gongkai.publication.open_data.rows import files_of_all, last_change
from gongkai.publication.queries import Document, Filter, PublicFile, filtered, frame
from gongkai.publication.richtext.plain import excerpt, to_text

ENTRIES = 30
KEPT_SECONDS = 60
LONGEST_SUMMARY = 200


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed before it is written: its name, where it stands, its entries and the words they are filed under."""

    title: str
    publisher: str
    base: str
    page: str
    address: str
    rows: list[Document]
    changed_at: datetime | None
    categories: Vocabulary
    files: dict[str, list[PublicFile]] = field(default_factory=dict)


@require_safe
def all_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The latest of all agencies."""
    return _answer(request, kind, Filter(), "", "/zfxxgk/fdzdgknr/")


@require_safe
def feed(request: HttpRequest, category: str, kind: str) -> HttpResponse:
    """The latest of one item of the catalogue and what stands under it."""
    terms = vocabulary(VocabularyKey.STATUTORY)
    if category not in terms.by_code:
        raise Http404
    chosen = Filter(categories=tuple(terms.under(category)))
    return _answer(request, kind, chosen, terms.by_code[category].name, f"/zfxxgk/fdzdgknr/{category}/")


@require_safe
def agency_feed(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The latest of one agency."""
    agency = agency_or_404(code)
    return _answer(request, kind, Filter(agency_id=agency.pk), agency.name, f"/zfxxgk/jg/{code}/fdzdgknr/")


def _answer(request: HttpRequest, kind: str, chosen: Filter, name: str, page: str) -> HttpResponse:
    """The feed, or 304: which rows it has is known before any body is read.

    The moment of the last change is that of any item, so that a withdrawal, which leaves only older entries behind,
    still makes the feed newer.
    """
    if kind not in FORMATS:
        raise Http404
    content_type, write = FORMATS[kind]
    rows, change = list(filtered(chosen)[:ENTRIES]), last_change()
    government, site, _ = frame()
    base = origin(request, site)
    publisher = government.name if government else "本级人民政府"
    title = f"{name or publisher}主动公开的政府信息"
    state = [kind, base, title, publisher, *((row.pk, row.agency.name) for row in rows)]
    etag = f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:32]}"'
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}", "Access-Control-Allow-Origin": "*", "ETag": etag}
    modified = int(change[1].timestamp()) if change else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified, response=None)
    if unchanged is not None:
        for name_of, value in headers.items():
            unchanged.headers[name_of] = value
        return unchanged
    with_bodies = {row.pk: row for row in filtered(chosen).filter(pk__in=[r.pk for r in rows]).select_related("body")}
    channel = Channel(
        title,
        publisher,
        base,
        f"{base}{page}",
        f"{base}{request.path}",
        [with_bodies[row.pk] for row in rows if row.pk in with_bodies],
        change[1] if change else None,
        vocabulary(VocabularyKey.STATUTORY),
        files_of_all([row.public_id for row in rows]),
    )
    response = HttpResponse(write(channel), content_type=content_type, headers=headers)
    if change:
        response.headers["Last-Modified"] = f"{change[1]:%a, %d %b %Y %H:%M:%S} GMT"
    return response


def _guid(row: Document) -> str:
    """The name of an entry, the same for ever, whatever host or address it has."""
    return f"urn:x-gongkai:{settings.INSTALLATION_ID}:{row.public_id}"


def _published_at(row: Document) -> datetime:
    return datetime.combine(row.published_on, row.published_time, CHINA)


def _summary(row: Document) -> str:
    return row.summary or excerpt(row.body.html, LONGEST_SUMMARY)


def _xml(kind: type[Rss | Atom]) -> Callable[[Channel], str]:
    def write(channel: Channel) -> str:
        made = kind(
            title=cleaned(channel.title),
            link=channel.page,
            description=cleaned(f"{channel.publisher}政府信息公开平台最新公开的{ENTRIES}条"),
            language="zh-CN",
            feed_url=channel.address,
            author_name=cleaned(channel.publisher),
            changed_at=channel.changed_at,
        )
        for row in channel.rows:
            files = channel.files.get(row.public_id, [])
            made.add_item(
                title=cleaned(row.title),
                link=document_url(channel.base, row.public_id),
                description=cleaned(_summary(row)),
                content=cleaned(body_for_machines(row.body.html, files, channel.base)),
                unique_id=_guid(row),
                unique_id_is_permalink=False,
                author_name=cleaned(row.agency.name),
                pubdate=_published_at(row),
                updateddate=row.recorded_at,
                categories=[name] if (name := cleaned(channel.categories.path(row.category))) else [],
                attachments=[(file_url(channel.base, file), file.size, file.media_type) for file in files],
            )
        return made.writeString("utf-8")

    return write


def _json(channel: Channel) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.page,
            "feed_url": channel.address,
            "language": "zh-CN",
            "authors": [{"name": channel.publisher}],
            "items": [_item(row, channel) for row in channel.rows],
        },
        ensure_ascii=False,
    )


def _item(row: Document, channel: Channel) -> dict[str, Any]:
    files = channel.files.get(row.public_id, [])
    category = channel.categories.path(row.category)
    return {
        "id": _guid(row),
        "url": document_url(channel.base, row.public_id),
        "title": row.title,
        "summary": _summary(row),
        "content_html": body_for_machines(row.body.html, files, channel.base),
        "content_text": to_text(row.body.html),
        "date_published": _published_at(row).isoformat(),
        "date_modified": row.recorded_at.isoformat(),
        "authors": [{"name": row.agency.name}],
        "tags": [category] if category else [],
        "attachments": [
            {
                "url": file_url(channel.base, file),
                "mime_type": file.media_type,
                "title": file.name,
                "size_in_bytes": file.size,
            }
            for file in files
        ],
        "_gov": {
            "about": f"{channel.base}/api/v1/docs",
            "index_number": row.index_number,
            "document_number": row.document_number,
            "made_on": row.made_on.isoformat(),
            "published_on": row.published_on.isoformat(),
            "validity": {"code": row.validity, "name": Validity(row.validity).label},
            "agency": {"code": row.agency.code, "name": row.agency.name},
            "category": row.category or None,
            "api_url": f"{channel.base}/api/v1/documents/{row.public_id}",
        },
    }


FORMATS: dict[str, tuple[str, Callable[[Channel], str]]] = {
    "rss": ("application/rss+xml; charset=utf-8", _xml(Rss)),
    "atom": ("application/atom+xml; charset=utf-8", _xml(Atom)),
    "json": ("application/feed+json; charset=utf-8", _json),
}
