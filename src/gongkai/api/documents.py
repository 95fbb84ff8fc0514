"""Documents: the list, one with all it says, and its former states."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from gongkai.api.answers import CODE, frame_of, next_page, responses
from gongkai.api.filters import Choice, filter_of
from gongkai.api.gate import origin
from gongkai.api.interface import knows
from gongkai.api.problems import GONE, MOVED, Problem, bad_parameter, not_found
from gongkai.api.shapes import Document, Page, State
from gongkai.base import clock
from gongkai.publication.kinds import InterpretationForm, Standing, Validity
from gongkai.publication.open_data.addresses import document_url
from gongkai.publication.open_data.records import Frame, Record, content_record, summary_record
from gongkai.publication.open_data.rows import files_known_at, history_of, live_among, state_of
from gongkai.publication.queries import Document as Row
from gongkai.publication.queries import (
    after,
    current_state,
    files_of,
    filtered,
    interpretations_of,
    interpreted_by,
    key_after,
    public_documents_by_id,
)

router = Router(tags=["公开信息"])
_BY_DAY = re.compile(r"\d{4}-\d\d-\d\d_\d{1,18}", re.ASCII)
_BY_CHANGE = re.compile(r"t(\d{1,17})_(\d{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_VERSIONS = 10**9


class ListChoice(Choice):
    """Filters of the list, and where its page begins."""

    changed_since: str = Field(
        "",
        description="只要这个时间起变更过的，如 2021-01-15 或 2021-01-15T10:00:00Z；给出后按变更时间从旧到新",
        max_length=40,
    )
    after: str = Field("", description="从哪里接着列，取自上一页的 next", max_length=60)
    limit: int = Field(20, description="每页条数", ge=1, le=100)


@router.get(
    "/documents",
    operation_id="listDocuments",
    summary="公开信息列表",
    description="公开中的信息，按发布日期从新到旧；带 changed_since 时按变更时间从旧到新。不含正文。",
    response=responses(Page),
)
@knows(ListChoice)
def documents(request: HttpRequest, chosen: Query[ListChoice]) -> Page:
    """One page of the list."""
    frame = frame_of(request)
    rows = filtered(filter_of(chosen, frame))
    if chosen.changed_since:
        rows, key = _changed(rows, chosen), _key_by_change
    else:
        if chosen.after and not _is_key(chosen.after):
            raise bad_parameter("after", "不是上一页给出的值")
        rows, key = after(rows, chosen.after), key_after
    found = list(rows[: chosen.limit + 1])
    following = key(found[chosen.limit - 1]) if len(found) > chosen.limit else ""
    items = [summary_record(row, frame) for row in found[: chosen.limit]]
    return Page.model_validate({"items": items, "next": next_page(request, chosen, following)})


def _changed(rows: QuerySet[Row], chosen: ListChoice) -> QuerySet[Row]:
    """The rows changed since, in the order of their change."""
    try:
        since = clock.moment_from_text(re.sub(r" (?=\d\d:?\d\d$)", "+", chosen.changed_since.strip()))
        rows = rows.filter(recorded_at__gte=since.astimezone(UTC)).order_by("recorded_at", "id")
    except (ValueError, OverflowError):
        raise bad_parameter("changed_since", "不是时间，请写成 2021-01-15 或 2021-01-15T10:00:00Z") from None
    if not chosen.after:
        return rows
    found = _BY_CHANGE.fullmatch(chosen.after)
    if found is None:
        raise bad_parameter("after", "不是上一页给出的值")
    moment = _EPOCH + timedelta(microseconds=int(found[1]))
    return rows.filter(recorded_at__gte=moment).exclude(recorded_at=moment, pk__lte=int(found[2]))


def _is_key(after: str) -> bool:
    try:
        date.fromisoformat(after[:10])
    except ValueError:
        return False
    return _BY_DAY.fullmatch(after) is not None


def _key_by_change(row: Row) -> str:
    return f"t{(row.recorded_at - _EPOCH) // timedelta(microseconds=1)}_{row.pk}"


@router.get(
    "/documents/{public_id}",
    operation_id="getDocument",
    summary="一份公开信息",
    description="现行版本的全部著录项、正文（HTML 和纯文本）、文件、与之互相解读的信息和版本清单。",
    response=responses(Document, 301, 404, 410),
)
@knows()
def document(request: HttpRequest, public_id: str) -> Document:
    """One document as it is now."""
    row, frame = _public(request, public_id), frame_of(request)
    record = summary_record(row, frame) | content_record(row, frame, files_of(row.public_id))
    successor = public_documents_by_id([row.successor]).get(row.successor) if row.successor else None
    record["successor"] = _link(successor, frame) if successor else None
    for name, links in (
        ("interpretations", interpretations_of(row.public_id)),
        ("interprets", interpreted_by(row.public_id)),
    ):
        record[name] = [_link(other, frame) | {"form": _named(InterpretationForm(one.form))} for one, other in links]
    address = record["api_url"]
    record["versions"] = [
        {
            "version": version,
            "changed_at": changed_at,
            "title": title,
            "validity": _named(Validity(validity)),
            "api_url": f"{address}/versions/{version}",
        }
        for version, changed_at, title, validity in history_of(row)
    ]
    return Document.model_validate(record)


@router.get(
    "/documents/{public_id}/versions/{int:number}",
    operation_id="getDocumentVersion",
    summary="一份公开信息的一个版本",
    description="一份公开中的信息过去或现在的一个版本，含当时的正文和文件。",
    response=responses(State, 301, 404, 410),
)
@knows()
def version(request: HttpRequest, public_id: str, number: int) -> State:
    """One state of a document that is public now."""
    row, frame = _public(request, public_id), frame_of(request)
    state = state_of(row, number) if number < MOST_VERSIONS else None
    if state is None:
        raise not_found("这份信息没有这个版本")
    files = files_known_at(row.public_id, state.recorded_at)
    return State.model_validate(summary_record(state, frame) | content_record(state, frame, files))


def _public(request: HttpRequest, public_id: str) -> Row:
    """The item, if the public may read it.

    Raises:
        Problem: gone, moved, or nothing that is known.
    """
    row = current_state(public_id) if re.fullmatch(CODE, public_id) and public_id else None
    if row is not None and row.standing == Standing.LIVE:
        return row
    if row is not None and row.standing == Standing.WITHDRAWN:
        raise Problem(GONE, "withdrawn", "这份信息已撤下")
    if row is not None and row.standing == Standing.MERGED and row.successor in live_among([row.successor]):
        address = f"{origin(request)}/api/v1/documents/{row.successor}"
        raise Problem(MOVED, "merged", f"这份信息已并入“{row.successor}”", headers={"Location": address})
    raise not_found()


def _link(row: Row, frame: Frame) -> Record:
    return {
        "id": row.public_id,
        "title": row.title,
        "url": document_url(frame.base, row.public_id),
        "api_url": f"{frame.base}/api/v1/documents/{row.public_id}",
    }


def _named(member: Any) -> Record:
    return {"code": member.value, "name": member.label}
