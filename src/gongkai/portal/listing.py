"""Lists of documents: rows by key, a total that never counts a million, the form with the filters."""

from dataclasses import dataclass
from heapq import merge
from html import escape
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.portal.filters import KINDS, Chosen, Vocabularies, options, subject_options
from gongkai.portal.places import organisations, url, with_query
from gongkai.publication import tallies
from gongkai.publication.kinds import Genre, Validity
from gongkai.publication.page_queries import first_rows, year_range
from gongkai.publication.queries import Document, after, filtered, key_after

PAGE = 20
COUNT_LIMIT = 10_000
TALLIED = {"category", "kind", "year"}
MARKS = {
    Validity.IN_FORCE.value: "✓",
    Validity.AMENDED.value: "✎",
    Validity.LAPSED.value: "⊘",
    Validity.ABOLISHED.value: "✕",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list, its days already written."""

    url: str
    title: str
    agency: str
    number: str
    made_on: str
    published_on: str
    validity: str
    validity_label: str
    mark: str


def rows_for(request: HttpRequest, documents: list[Document]) -> list[Row]:
    """The documents as rows."""
    prefix = url(request, "document", "0").removesuffix("0/")
    labels = {validity.value: gettext(validity.label) for validity in Validity}
    return [
        Row(
            f"{prefix}{one.public_id}/",
            one.title,
            one.agency.short_name or one.agency.name,
            one.document_number or one.index_number,
            one.made_on.isoformat(),
            one.published_on.isoformat(),
            one.validity,
            labels[one.validity],
            MARKS[one.validity],
        )
        for one in documents
    ]


def table_body(rows: list[Row]) -> SafeString:
    """The rows of the table, written here because a template takes five times as long; see ``rows.html``."""
    made, published = escape(gettext("成文日期")), escape(gettext("发布日期"))
    return mark_safe("\n".join(_table_row(row, made, published) for row in rows))  # noqa: S308 - every text is escaped


def _table_row(row: Row, made: str, published: str) -> str:
    return (
        f'<tr><td class="what"><a href="{escape(row.url)}" lang="zh-Hans">{escape(row.title)}</a>'
        f'<span class="who" lang="zh-Hans">{escape(row.agency)}</span></td>'
        f'<td class="number-of" lang="zh-Hans">{escape(row.number)}</td>'
        f'<td data-label="{made}">{row.made_on}</td><td data-label="{published}">{row.published_on}</td>'
        f'<td><span class="badge {escape(row.validity)}"><span aria-hidden="true">{row.mark}</span>'
        f" {escape(row.validity_label)}</span></td></tr>"
    )


def total_of(chosen: Chosen, rows: QuerySet[Document]) -> int:
    """How many there are, at most one more than the limit; from the kept counts where these can tell it sooner.

    Kept counts are found by agency; one by kind alone is found in no index of the documents.
    """
    is_tallied = set(chosen.values) <= TALLIED and not chosen.normative_only
    if is_tallied and (chosen.agency or "kind" in chosen.values):
        where: dict[str, Any] = {name: chosen.values[name] for name in ("category", "kind") if name in chosen.values}
        if chosen.agency:
            where["agency_id"] = chosen.agency.pk
        if chosen.year:
            where["month__startswith"] = f"{chosen.year}-"
        return min(tallies.total(**where), COUNT_LIMIT + 1)
    return rows.order_by().select_related(None).values("pk")[: COUNT_LIMIT + 1].count()


def newest(chosen: Chosen, rows: QuerySet[Document], key: str, size: int) -> list[Document]:
    """The next rows; rules and normative documents are read each by their index and merged."""
    if not chosen.normative_only or "genre" in chosen.values:
        return list(after(rows, key)[:size])
    # SQLite would sort all of both kinds to give the first page of the two
    parts = [after(rows.filter(genre=genre.value), key)[:size] for genre in Genre if genre is not Genre.OTHER]
    merged = merge(*parts, key=lambda one: (one.published_on, one.pk), reverse=True)
    return list(islice(merged, size))


def listing(
    request: HttpRequest, chosen: Chosen, rows: QuerySet[Document] | None = None, **more: str
) -> dict[str, Any]:
    """What the list's template needs; ``rows`` where the page narrows them further, ``more`` of its own query."""
    key = request.GET.get("after", "")[:40]
    if rows is None and not key and not chosen.normative_only:
        rows, found = filtered(chosen.filter), first_rows(chosen.filter, PAGE + 1)
    else:
        rows = filtered(chosen.filter) if rows is None else rows
        found = newest(chosen, rows, key, PAGE + 1)
    given = {**chosen.query, **more}
    following = with_query(request.path, {**given, "after": key_after(found[PAGE - 1])}) if len(found) > PAGE else ""
    total = total_of(chosen, rows) if not more else rows.order_by().values("pk")[: COUNT_LIMIT + 1].count()
    exported = {**given, "normative": "1" if chosen.normative_only else ""}
    exported |= {"category": chosen.values.get("category", ""), "agency": chosen.agency.code if chosen.agency else ""}
    shown = rows_for(request, found[:PAGE])
    return {
        "rows": shown,
        "table_body": table_body(shown),
        "total": f"{COUNT_LIMIT}+" if total > COUNT_LIMIT else total,
        "next_page": following,
        "is_first_page": "after" not in request.GET,
        "chosen": chosen,
        "csv_url": with_query(url(request, "export", "csv"), exported),
        "xlsx_url": with_query(url(request, "export", "xlsx"), exported),
    }


def filter_form(
    request: HttpRequest, chosen: Chosen, vocabularies: Vocabularies, names: tuple[str, ...]
) -> dict[str, Any]:
    """The options of each select the list offers, by the name of the filter."""
    value = chosen.values.get
    made: dict[str, Any] = {}
    for name in names:
        if name == "agency":
            pairs = [(code, name_of) for _, code, name_of, _, _ in organisations(request)]
            made[name] = options(pairs, chosen.agency.code if chosen.agency else "")
        elif name == "subject":
            made[name] = subject_options(vocabularies[VocabularyKey.SUBJECT], value("subject", ""))
        elif name == "form":
            terms = vocabularies[VocabularyKey.FORM].terms
            made[name] = options([(term.code, term.name) for term in terms], value("form", ""))
        elif name == "year":
            made[name] = options([(str(year), str(year)) for year in year_range()], value("year", ""))
        else:
            pairs = [(kind.value, gettext(kind.label)) for kind in KINDS[name]]
            made[name] = options(pairs, value(name, ""))
    return {"options": made, "is_filtered": bool(chosen.query)}
