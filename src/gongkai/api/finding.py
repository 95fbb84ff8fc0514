"""Search."""

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from gongkai.api.answers import frame_of, next_page, responses
from gongkai.api.filters import Choice, filter_of
from gongkai.api.interface import knows
from gongkai.api.shapes import Findings
from gongkai.publication.open_data.records import summary_record
from gongkai.search.queries import search as find
from gongkai.search.words import MOST_CHARACTERS

router = Router(tags=["查找"])


class SearchChoice(Choice):
    """What to find, where, and where the page begins."""

    q: str = Field(
        description="查找词，用空格分开，都要出现；加引号为整句，前加“-”为不含",
        min_length=1,
        max_length=MOST_CHARACTERS,
        examples=["低保 标准"],
    )
    after: str = Field("", description="从哪里接着查，取自上一页的 next", max_length=60)
    limit: int = Field(20, description="每页条数", ge=1, le=100)


@router.get(
    "/search",
    operation_id="search",
    summary="查找公开信息",
    description="在标题、文号、索引号、关键词、概述和正文中查找，新的在前；文号写法不限。没有查到之处写在 notice 里。",
    response=responses(Findings),
)
@knows(SearchChoice)
def search(request: HttpRequest, chosen: Query[SearchChoice]) -> Findings:
    """One page of what was found."""
    frame = frame_of(request)
    result = find(chosen.q, chosen=filter_of(chosen, frame), after=chosen.after, size=chosen.limit)
    items = [summary_record(hit.document, frame) | {"snippet_html": hit.snippet_html} for hit in result.hits]
    return Findings.model_validate(
        {
            "total": result.total,
            "total_is_exact": result.total_is_exact,
            "notice": result.notice,
            "items": items,
            "next": next_page(request, chosen, result.next_key),
        }
    )
