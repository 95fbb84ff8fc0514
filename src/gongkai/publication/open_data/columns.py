"""The columns of the tables in a dump: name, Chinese label, type, and where the value stands in the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.base.tabular import harmless


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file; ``path`` leads to its value, steps parted by dots."""

    name: str
    label: str
    path: str
    type: str = "string"


DOCUMENTS = (
    Column("id", "公开编号", "id"),
    Column("url", "网址", "url"),
    Column("version", "版本", "version", "integer"),
    Column("title", "标题", "title"),
    Column("index_number", "索引号", "index_number"),
    Column("document_number", "文号", "document_number"),
    Column("registration_number", "统一登记号", "registration_number"),
    Column("agency_code", "发布机构代码", "agency.code"),
    Column("agency", "发布机构", "agency.name"),
    Column("joint_agencies", "联合发文机构", "joint_agencies"),
    Column("kind_code", "类别代码", "kind.code"),
    Column("kind", "类别", "kind.name"),
    Column("genre_code", "统计体裁代码", "genre.code"),
    Column("genre", "统计体裁", "genre.name"),
    Column("form_code", "体裁代码", "form.code"),
    Column("form", "体裁", "form.name"),
    Column("category_code", "法定主动公开内容代码", "category.code"),
    Column("category", "法定主动公开内容", "category.name"),
    Column("subject_code", "主题分类代码", "subject.code"),
    Column("subject", "主题分类", "subject.name"),
    Column("audiences", "服务对象", "audiences"),
    Column("openness_tags", "五公开", "openness_tags"),
    Column("keywords", "关键词", "keywords"),
    Column("summary", "内容概述", "summary"),
    Column("source", "来源", "source"),
    Column("made_on", "成文日期", "made_on", "date"),
    Column("published_on", "发布日期", "published_on", "date"),
    Column("effective_on", "施行日期", "effective_on", "date"),
    Column("expires_on", "有效期至", "expires_on", "date"),
    Column("ended_on", "失效或废止日期", "ended_on", "date"),
    Column("validity_code", "有效性代码", "validity.code"),
    Column("validity", "有效性", "validity.name"),
    Column("successor", "承继文件公开编号", "successor"),
    Column("interprets", "所解读文件公开编号", "interprets"),
    Column("interpretations", "解读的公开编号", "interpretations"),
    Column("files", "附件网址", "files"),
    Column("changed_at", "最近变更时间", "changed_at", "datetime"),
    Column("is_demonstration", "是否演示数据", "is_demonstration", "boolean"),
)
AGENCIES = (
    Column("code", "机构代码", "code"),
    Column("name", "机构名称", "name"),
    Column("short_name", "简称", "short_name"),
    Column("kind_code", "类型代码", "kind.code"),
    Column("kind", "类型", "kind.name"),
    Column("parent", "上级机构代码", "parent"),
    Column("valid_from", "设立日期", "valid_from", "date"),
    Column("valid_to", "撤销日期", "valid_to", "date"),
    Column("successor", "承继机构代码", "successor"),
    Column("unified_code", "统一社会信用代码", "unified_code"),
    Column("website", "网站", "website"),
    Column("documents", "公开文件数", "documents", "integer"),
)


def heading(columns: Iterable[Column]) -> list[str]:
    """The first row of the file."""
    return [column.name for column in columns]


def cells(record: dict[str, Any], columns: Iterable[Column]) -> list[str]:
    """The record as one row of harmless cells; several values are parted by ``;``."""
    return [harmless(_text(_value(record, column.path))) for column in columns]


def fields(columns: Iterable[Column]) -> list[dict[str, Any]]:
    """The columns as a Table Schema names them."""
    return [
        {"name": column.name, "title": column.label, "type": column.type}
        | ({"format": "default"} if column.type in ("date", "datetime") else {})
        for column in columns
    ]


def _value(record: Any, path: str) -> Any:
    for step in path.split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return record


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return ";".join(_text(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("url") or value.get("name") or "")
    return str(value)
