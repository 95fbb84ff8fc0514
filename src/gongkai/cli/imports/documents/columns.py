"""The columns of a file of documents, and how a row becomes one of publication's rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.base.errors import Refused
from gongkai.cli.imports.columns import BadCell, Column, day, parts, text
from gongkai.organs.models import Agency
from gongkai.publication.importing import Row
from gongkai.publication.kinds import DocumentKind, Genre

KINDS = {
    "government": DocumentKind.GOVERNMENT_INFORMATION.value,
    "other": DocumentKind.OTHER.value,
    **{text: kind.value for kind in DocumentKind for text in (kind.value, kind.label)},
}


def _kind(value: str) -> str:
    if value not in KINDS:
        raise BadCell(f"“{value}”不在可选范围内，可选：{'、'.join(kind.label for kind in DocumentKind)}")
    return KINDS[value]


def _day(value: str) -> str:
    return day(value).isoformat()


COLUMNS = (
    Column("agency", "机构代码", text),
    Column("title", "标题", text),
    Column("kind", "类别", _kind, required=False),
    Column("genre", "体裁", text, required=False),
    Column("made_on", "成文日期", _day),
    Column("published_on", "发布日期", day, required=False),
    Column("body", "正文", text),
    Column("abolished_on", "废止日期", day, required=False),
    Column("source_id", "来源编号", text, required=False),
    Column("document_number", "文号", text, required=False),
    Column("index_number", "索引号", text, required=False),
    Column("category", "法定主动公开内容", text, required=False),
    Column("subject", "主题分类", text, required=False),
    Column("audiences", "服务对象", parts, required=False),
    Column("keywords", "关键词", text, required=False),
    Column("summary", "内容概述", text, required=False),
    Column("source", "来源", text, required=False),
    Column("effective_on", "施行日期", _day, required=False),
    Column("expires_on", "有效期至", _day, required=False),
)
HEADINGS = {column.key: column.heading for column in COLUMNS} | {"form": "体裁"}
ALIASES = {"agency": ("发布机构", "机构"), "genre": ("统计体裁",), "category": ("法定主动公开内容分类",)}
_PLACES = {
    text: (rank, column.key)
    for column in COLUMNS
    for rank, text in enumerate((column.heading, column.key, *ALIASES.get(column.key, ())))
}
_OF_THE_ROW = ("source_id", "index_number", "published_on", "abolished_on")
_GENRES = {genre.value: genre for genre in Genre} | {genre.label: genre for genre in Genre}


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell; ``column`` is empty where the row as a whole is refused."""

    column: str
    message: str


@dataclass(frozen=True)
class Agencies:
    """The agencies by code, name and short name; a name that two bear is none."""

    by_text: Mapping[str, Agency]
    by_id: Mapping[int, Agency]
    default: str = ""

    def find(self, value: str) -> Agency:
        """The agency of a code or name.

        Raises:
            Refused: ``unknown_agency``.
        """
        found = self.by_text.get(value)
        if found is None:
            raise Refused("unknown_agency", f"没有代码或名称为“{value}”的机构；用 gongkai agencies 查看全部机构")
        return found


def agencies_of(rows: Iterable[Agency], default: str = "") -> Agencies:
    """The agencies, with the one for rows that name none."""
    rows = list(rows)
    codes = {agency.code: agency for agency in rows}
    names: dict[str, list[Agency]] = {}
    for agency in rows:
        for name in {agency.name, agency.short_name} - {""}:
            names.setdefault(name, []).append(agency)
    alone = {name: bearers[0] for name, bearers in names.items() if len(bearers) == 1}
    return Agencies(alone | codes, {agency.pk: agency for agency in rows}, default)


@dataclass
class RowReader:
    """Reads rows of text cells."""

    agencies: Agencies
    faults: list[CellFault] = field(default_factory=list)

    def read(self, line: int, cells: Mapping[str, Any]) -> Row | None:
        """The row; None where ``faults`` say what is wrong with it."""
        self.faults = []
        values: dict[str, Any] = {}
        given = _by_key(cells)
        given.setdefault("agency", self.agencies.default)
        for column in COLUMNS:
            cell = given.get(column.key)
            if not cell:
                if column.required and not (column.key == "body" and cells.get("files")):
                    self.faults.append(CellFault(column.heading, "不能为空"))
                continue
            try:
                values[column.key] = self.agencies.find(cell) if column.key == "agency" else column.parse(cell)
            except (BadCell, Refused) as error:
                self.faults.append(CellFault(column.heading, getattr(error, "message", None) or str(error)))
        if self.faults:
            return None
        agency = values.pop("agency")
        filed = {name: values.pop(name) for name in _OF_THE_ROW if name in values}
        genre = values.pop("genre", "")
        if genre:
            values |= {"genre": _GENRES[genre].value} if genre in _GENRES else {"form": genre}
        return Row(line, agency, values, files=tuple(cells.get("files") or ()), **filed)


def _by_key(cells: Mapping[str, Any]) -> dict[str, str]:
    """The filled cells by their columns; of several headings of one column the Chinese one holds."""
    found: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for heading, cell in cells.items():
        place = _PLACES.get(heading)
        if place and cell and place[0] <= ranks.get(place[1], place[0]):
            ranks[place[1]], found[place[1]] = place[0], cell
    return found


def missing_headings(headings: set[str]) -> list[str]:
    """The headings of columns that must be there and are not; the agency may come from elsewhere."""
    return [
        column.heading
        for column in COLUMNS
        if column.required and not {column.heading, column.key, *ALIASES.get(column.key, ())} & headings
    ]
