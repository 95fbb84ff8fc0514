"""What a document says and how it is filed: one gate for the desk, imports, interface for machines, schedules.

A draft keeps what was typed, right or wrong, as raw values; :func:`read` turns them into a :class:`Content` or says
what is wrong field by field. Nothing becomes public that has not passed through here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from gongkai.base.errors import Refused
from gongkai.base.text import has_unprintable
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.publication.document_numbers import normalised
from gongkai.publication.kinds import DocumentKind, Genre, InterpretationForm, Openness, Structure
from gongkai.publication.richtext.plain import from_plain
from gongkai.publication.richtext.sanitise import sanitise
from gongkai.publication.structures import read_structure

LABELS = {
    "title": "标题",
    "structure": "结构",
    "kind": "类别",
    "genre": "统计体裁",
    "form": "体裁",
    "openness": "公开属性",
    "openness_reason": "公开属性理由",
    "document_number": "文号",
    "registration_number": "统一登记号",
    "category": "法定主动公开内容",
    "subject": "主题分类",
    "audiences": "服务对象",
    "openness_tags": "五公开",
    "keywords": "关键词",
    "summary": "内容概述",
    "source": "来源",
    "made_on": "成文日期",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "joint_agencies": "联合发文机关",
    "body": "正文",
    "interprets": "被解读文件",
    "interpretation_form": "解读形式",
    "elements": "解读要素",
    "data": "内容",
}
LENGTHS = {
    "title": 300,
    "document_number": 80,
    "registration_number": 80,
    "keywords": 200,
    "summary": 500,
    "source": 120,
    "openness_reason": 300,
}
MOST_BODY = 2_000_000
MOST_IN_A_LIST = 120
LISTS = ("audiences", "openness_tags", "joint_agencies", "elements")
_UNMARKED = ("<p", "<h2", "<h3", "<h4", "<ul", "<ol", "<table", "<div", "<blockquote", "<figure", "<pre", "<hr")
_SIMPLE = re.compile(
    "[\n\t\u0020-\u0025\u0027-\u003b\u003d\u003f-\u007e\u00b0-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufdcf\ufe00-\ufefe\uff00-\ufffd]*"
)
"""Text that sanitising leaves as it is: no markup, controls, unusual spaces or halves of characters."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document's words and filing, valid in themselves; ``body`` is sanitised HTML, codes are of the vocabularies."""

    title: str
    made_on: date
    body: str
    kind: DocumentKind = DocumentKind.GOVERNMENT_INFORMATION
    genre: Genre = Genre.OTHER
    structure: Structure = Structure.ARTICLE
    form: str = ""
    openness: Openness = Openness.PUBLIC
    openness_reason: str = ""
    document_number: str = ""
    registration_number: str = ""
    category: str = ""
    subject: str = ""
    subject_top: str = ""
    audiences: tuple[str, ...] = ()
    openness_tags: tuple[str, ...] = ()
    keywords: str = ""
    summary: str = ""
    source: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    joint_agencies: tuple[str, ...] = ()
    interprets: str = ""
    interpretation_form: str = ""
    elements: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Content"], tuple[Any, ...]]:
        """Packed as its values: an import hands hundreds of thousands from one process to another."""
        return Content, _VALUES(self)


_VALUES = attrgetter(*Content.__dataclass_fields__)


class Faulty(Refused):
    """Fields are wrong; ``faults`` maps each field's name to one Chinese sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("faulty_content", "；".join(f"{LABELS.get(key, key)}：{text}" for key, text in faults.items()))
        self.faults = faults


def read(raw: Mapping[str, Any], vocabularies: Mapping[VocabularyKey, Vocabulary]) -> Content:
    """The content the raw values say.

    1. Texts: trimmed, printable, not too long.
    2. Days, and their order.
    3. Terms by code or name; kind, genre, openness.
    4. Body: sanitised HTML; plain text becomes paragraphs. Structured items: their own fields.

    Args:
        raw: values by the names of ``LABELS``: text, ISO days, lists of text, ``data`` a mapping.
        vocabularies: the terms in use.

    Raises:
        Faulty: naming every field that is wrong.

    Source: Regulation art. 12 (索引、名称、内容概述、生成日期); 国办发〔2016〕80号 (公开属性).
    """
    faults: dict[str, str] = {}
    values: dict[str, Any] = _texts(raw, faults) | _days(raw, faults) | _terms(raw, vocabularies, faults)
    structure = _member(raw, "structure", Structure, Structure.ARTICLE, faults)
    values["structure"] = structure
    values["body"] = body_html(str(raw.get("body") or ""))
    if structure is Structure.ARTICLE:
        if not values["body"] and not raw.get("has_files"):
            faults["body"] = "请填写正文；只有附件的，写一句说明"
        values["data"] = {}
    else:
        values["data"], wrong = read_structure(structure, raw.get("data") or {})
        faults |= wrong
        if structure is Structure.NOTHING_TO_PUBLISH and values["data"].get("category"):
            statutory = vocabularies[VocabularyKey.STATUTORY]
            values["data"]["category"] = _resolved(statutory, values["data"]["category"], "category", faults)
    if len(values["body"]) > MOST_BODY:
        faults["body"] = "正文超过二百万字符，请作为附件公开"
    if faults:
        raise Faulty(faults)
    return Content(**values)


def body_html(text: str) -> str:
    """The body as sanitised HTML: what carries no block of HTML is taken for plain text."""
    text = text.strip()
    if not text:
        return ""
    if _SIMPLE.fullmatch(text):
        lines = (line.strip(" \t\u3000") for line in text.split("\n"))
        return "".join(f"<p>{line}</p>" for line in lines if line)
    lowered = text.lower()
    return (sanitise(text) if any(mark in lowered for mark in _UNMARKED) else from_plain(text)).strip()


def _texts(raw: Mapping[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, most in LENGTHS.items():
        text = " ".join(str(raw.get(name) or "").split())
        if len(text) > most:
            faults[name] = f"不能超过{most}个字，现有{len(text)}个"
        elif has_unprintable(text):
            faults[name] = "含有无法显示的字符，请重新输入"
        found[name] = text
    if not found["title"]:
        faults["title"] = "请填写标题"
    found["document_number"] = normalised(found["document_number"])
    found["interprets"] = str(raw.get("interprets") or "").strip()[:40]
    for name in ("joint_agencies", "elements"):
        found[name] = tuple(str(one).strip() for one in raw.get(name) or () if str(one).strip())
        if any(len(one) > MOST_IN_A_LIST or has_unprintable(one) for one in found[name]):
            faults[name] = f"每项不能超过{MOST_IN_A_LIST}个字，且不能含有控制字符"
    return found


def _days(raw: Mapping[str, Any], faults: dict[str, str]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for name in ("made_on", "effective_on", "expires_on"):
        value = raw.get(name) or None
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value.strip())
            except ValueError:
                faults[name] = f"“{value}”不是日期，请写成 2020-03-02"
                value = None
        if value is not None and not 1949 <= value.year <= 2200:  # noqa: PLR2004 - the years a document can bear
            faults[name] = f"{value.year}年不合常理，请核对"
        found[name] = value
    made, effective, expires = found["made_on"], found["effective_on"], found["expires_on"]
    if made is None:
        faults.setdefault("made_on", "请填写成文日期：签发之日，会签的为最后签发之日")
    if expires and made and expires <= max(made, effective or made):
        faults.setdefault("expires_on", "有效期应当晚于成文日期和施行日期")
    return found


def _terms(
    raw: Mapping[str, Any], vocabularies: Mapping[VocabularyKey, Vocabulary], faults: dict[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": _member(raw, "kind", DocumentKind, DocumentKind.GOVERNMENT_INFORMATION, faults),
        "genre": _member(raw, "genre", Genre, Genre.OTHER, faults),
        "openness": _member(raw, "openness", Openness, None, faults),
    }
    if raw.get("interpretation_form"):
        form = _member(raw, "interpretation_form", InterpretationForm, None, faults)
        found["interpretation_form"] = form.value if form else ""
    for name, key in (
        ("form", VocabularyKey.FORM),
        ("category", VocabularyKey.STATUTORY),
        ("subject", VocabularyKey.SUBJECT),
    ):
        found[name] = _resolved(vocabularies[key], str(raw.get(name) or ""), name, faults)
    for name, key in (("audiences", VocabularyKey.AUDIENCE), ("openness_tags", VocabularyKey.OPENNESS)):
        codes = (_resolved(vocabularies[key], str(one), name, faults) for one in raw.get(name) or ())
        found[name] = tuple(dict.fromkeys(code for code in codes if code))
    found["subject_top"] = vocabularies[VocabularyKey.SUBJECT].top(found["subject"]) if found["subject"] else ""
    _check_openness(raw, found, faults)
    return found


def _check_openness(raw: Mapping[str, Any], found: dict[str, Any], faults: dict[str, str]) -> None:
    reason = str(raw.get("openness_reason") or "").strip()
    if found["openness"] is None:
        faults.setdefault("openness", "请选择公开属性")
    elif not reason:
        faults["openness_reason"] = (
            "请写明主动公开的依据，如“条例第十九条：涉及公众利益调整”"
            if found["openness"] is Openness.PUBLIC
            else "不主动公开的，请写明理由和依据（条例第十四条、第十五条或第十六条）"
        )
    if found["genre"] is not Genre.OTHER and found["openness"] not in (Openness.PUBLIC, None) and not reason:
        faults["openness_reason"] = "规章和行政规范性文件以公开为常态，不公开须写明理由"


def _resolved(terms: Vocabulary, text: str, name: str, faults: dict[str, str]) -> str:
    if not text.strip():
        return ""
    try:
        return terms.resolve(text)
    except Refused as refused:
        faults[name] = refused.message
        return ""


def _member(raw: Mapping[str, Any], name: str, kinds: Any, default: Any, faults: dict[str, str]) -> Any:
    value = raw.get(name)
    if value in (None, ""):
        return default
    for kind in kinds:
        if value in (kind, kind.value, kind.label):
            return kind
    labels = "、".join(kind.label for kind in kinds)
    faults[name] = f"“{value}”不在可选范围内，可选：{labels}"
    return default
