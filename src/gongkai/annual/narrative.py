"""The words of the report: every number in them is a figure computed from records, never typed.

A sentence is a template over named figures; a paragraph about something that did not happen says so plainly.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.annual.contributions import Scope
from gongkai.law.figures import Figures, printed
from gongkai.law.forms import DISPUTE_BLOCKS as DISPUTE_LABELS
from gongkai.law.forms import TOTAL, Form
from gongkai.organs.models import Agency, AgencyKind

NOT_WRITTEN = "（尚未填写）"
LABELS = {
    "narrative/proactive_government_information": "主动公开政府信息（条）",
    "narrative/proactive_other_information": "其他信息（条）",
    "narrative/requests_handled": "办理依申请公开（件）",
    "narrative/requests_in_time": "按时办结（件）",
    "narrative/requests_late": "逾期办结（件）",
    "narrative/reconsiderations": "行政复议（件）",
    "narrative/lawsuits": "行政诉讼（件）",
    "narrative/new_media_closed_and_cancelled": "关停注销政务新媒体（个）",
    "narrative/new_media_rectified": "整改政务新媒体（个）",
    "narrative/standard_directory_areas": "重点领域标准目录（个）",
    "narrative/township_directories": "乡镇标准目录（个）",
}


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter: its number and heading, paragraphs, and the figures its sentences state, by name."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    figures: tuple[tuple[str, int], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The chapter in the shape of the published JSON."""
        return {
            "chapter": self.heading,
            "paragraphs": list(self.paragraphs),
            "figures": {name.removeprefix("narrative/"): value for name, value in self.figures},
        }


def base_cells(form: Form, cell: str) -> Iterator[str]:
    """The cells of records that a figure of the narrative sums up."""
    if cell == "narrative/requests_handled":
        kinds = [c.key for c in form.applicant_columns if c.key != TOTAL]
        yield from (f"table3/{row.key}/{kind}" for row in form.result_rows for kind in kinds)
    elif cell == "narrative/reconsiderations":
        yield from (c for c in form.table4_cells if "/reconsideration/" in c)
    elif cell == "narrative/lawsuits":
        yield from (c for c in form.table4_cells if "/litigation_" in c)
    else:
        yield cell


def value(form: Form, figures: Figures, name: str) -> int:
    """The figure ``narrative/<name>``."""
    return sum(int(figures.get(cell, 0)) for cell in base_cells(form, f"narrative/{name}") if not cell.endswith(TOTAL))


def chapters(agency: Agency, scope: Scope, figures: Figures, written: Mapping[int, str]) -> tuple[ChapterText, ...]:
    """The six chapters; the tables of chapters two to four stand beside them.

    Args:
        agency: whose report.
        scope: the year and the records.
        figures: complete figures.
        written: what the agency wrote in chapters 1, 5 and 6, with ``{name}`` for figures.
    """
    names = [name.removeprefix("narrative/") for name in LABELS]
    known = {name: value(scope.form, figures, name) for name in names}
    texts: dict[int, tuple[str, ...]] = {
        1: (*_overview(agency, scope, known), *_paragraphs(written.get(1, ""), known)),
        5: _paragraphs(written.get(5, ""), known) or (NOT_WRITTEN,),
        6: (*_fees(scope, figures), *_paragraphs(written.get(6, ""), known)) or ("无。",),
    }
    first = tuple((f"narrative/{name}", number) for name, number in known.items())
    return tuple(
        ChapterText(number, heading, texts.get(number, ()), first if number == 1 else ())
        for number, heading in enumerate(scope.form.chapters, start=1)
    )


def _overview(agency: Agency, scope: Scope, known: dict[str, int]) -> Iterator[str]:
    year = scope.fiscal_year
    yield f"本报告依据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日至{year}年12月31日。"
    yield (
        "（一）主动公开。全年主动公开政府信息{proactive_government_information}条，其他信息{proactive_other_information}条。"
    ).format(**known)
    yield f"（二）依申请公开。{_requests(known)}"
    yield f"（三）行政复议和行政诉讼。{_disputes(known)}"
    if known["new_media_closed_and_cancelled"] or known["new_media_rectified"]:
        yield (
            "（四）政务新媒体管理。关停注销{new_media_closed_and_cancelled}个，整改{new_media_rectified}个。"
        ).format(**known)
    if known["standard_directory_areas"] or known["township_directories"]:
        yield (
            "（五）基层政务公开标准化。公布{standard_directory_areas}个重点领域标准目录，"
            "乡镇标准目录{township_directories}个。"
        ).format(**known)
    if agency.website:
        yield f"（六）公开平台。政府信息公开平台地址：{agency.website}"
    if agency.kind == AgencyKind.GOVERNMENT:
        yield f"本报告由{len(scope.agency_ids)}个机关的记录汇总生成。"


def _requests(known: dict[str, int]) -> str:
    if not known["requests_handled"]:
        return "全年没有办结的依申请公开事项。"
    text = "全年共办理依申请公开事项{requests_handled}个，".format(**known)
    return text + ("均按时完成。" if not known["requests_late"] else "其中逾期{requests_late}个。".format(**known))


def _disputes(known: dict[str, int]) -> str:
    if not known["reconsiderations"] and not known["lawsuits"]:
        return "未引发行政复议及诉讼。"
    return "行政复议{reconsiderations}件，行政诉讼{lawsuits}件。".format(**known)


def _paragraphs(text: str, known: dict[str, int]) -> tuple[str, ...]:
    """The lines of a written text with its figures filled in."""
    filled = re.sub(r"\{(\w+)\}", lambda match: str(known[match[1]]), text)
    return tuple(line.strip() for line in filled.splitlines() if line.strip())


def _fees(scope: Scope, figures: Figures) -> Iterator[str]:
    income = [cell for cell in scope.form.table2_cells if cell.endswith("/fee_income")]
    if income and figures[income[0]]:
        yield f"本年行政事业性收费{printed(figures[income[0]], 'wan_yuan')}万元。"


__all__ = ["DISPUTE_LABELS", "LABELS", "ChapterText", "base_cells", "chapters", "value"]
