"""The form of a draft: fields with what was typed and what is wrong, and back from a POST to raw content."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary, all_vocabularies
from gongkai.publication.content import LABELS
from gongkai.publication.kinds import (
    INTERPRETATION_ELEMENTS,
    DocumentKind,
    Genre,
    InterpretationForm,
    Openness,
    Structure,
)
from gongkai.publication.richtext.entered import from_entered
from gongkai.publication.structures import BLOCKS, COMPOSED, FIELDS

Option = tuple[str, str]
REQUIRED = frozenset({"title", "made_on", "openness", "openness_reason"})
EMPTY_BLOCKS = 3
HINTS = {
    "title": "写全称，如“某某区人民政府办公室关于……的通知”",
    "document_number": "如 洛伊政〔2020〕5号；没有文号的留空",
    "made_on": "公文的成文（签发）日期；会签的为最后签发日期。公开时限从这一天起算",
    "openness_reason": "主动公开的写依据，如“条例第十九条：涉及公众利益调整”；不公开的写条例第十四至十六条的哪一项",
    "keywords": "用顿号隔开",
    "summary": "一两句话，不要重复标题",
    "joint_agencies": "联合发文的其他机关，每行一个",
    "interprets": "填写被解读文件的公开编号（文件页地址中 /p/ 后面的一段），或从列表中选择",
    "source": "转载的写明来源；本机关制作的可以留空",
    "expires_on": "文件写明有效期的填写；到期后自动标为“失效”",
}


@dataclass(slots=True)
class Field:
    """One field as the template draws it: ``type`` is text, date, select, checks, lines, rich."""

    name: str
    label: str
    type: str
    value: Any = ""
    options: list[Option] = field(default_factory=list)
    fault: str = ""
    hint: str = ""
    rows: int = 2
    required: bool = False


@dataclass(slots=True)
class Group:
    """Fields that belong together."""

    heading: str
    fields: list[Field]
    is_open: bool = True


def groups(raw: dict[str, Any], faults: dict[str, str]) -> list[Group]:
    """The form of a draft, filled."""
    structure = Structure(raw.get("structure") or Structure.ARTICLE)
    terms = all_vocabularies()

    def one(name: str, kind: str, options: list[Option] | None = None, rows: int = 2) -> Field:
        value = raw.get(name) or ([] if kind in ("checks", "lines") else "")
        if kind == "lines":
            value = "\n".join(value)
        hint = HINTS.get(name, "")
        return Field(name, LABELS[name], kind, value, options or [], faults.get(name, ""), hint, rows, name in REQUIRED)

    filing = Group(
        "公开属性和日期",
        [
            one("openness", "select", _members(Openness)),
            one("openness_reason", "text"),
            one("made_on", "date"),
        ],
    )
    if structure is not Structure.ARTICLE:
        return [Group("标题", [one("title", "text")]), filing, *_structured(structure, raw, faults)]
    return [
        Group("标题和正文", [one("title", "text"), one("document_number", "text"), one("body", "rich")]),
        filing,
        Group(
            "分类",
            [
                one("category", "select", _terms(terms[VocabularyKey.STATUTORY])),
                one("subject", "select", _terms(terms[VocabularyKey.SUBJECT])),
                one("form", "select", _terms(terms[VocabularyKey.FORM])),
                one("genre", "select", _members(Genre)),
                one("kind", "select", _members(DocumentKind)),
                one("audiences", "checks", _terms(terms[VocabularyKey.AUDIENCE])),
                one("openness_tags", "checks", _terms(terms[VocabularyKey.OPENNESS])),
            ],
        ),
        Group(
            "效力和来源",
            [
                one("effective_on", "date"),
                one("expires_on", "date"),
                one("registration_number", "text"),
                one("joint_agencies", "lines"),
                one("source", "text"),
                one("keywords", "text"),
                one("summary", "lines_text"),
            ],
        ),
        Group(
            "政策解读（本文是对某份文件的解读时填写）",
            [
                one("interprets", "text"),
                one("interpretation_form", "select", _members(InterpretationForm)),
                one("elements", "checks", [(element, element) for element in INTERPRETATION_ELEMENTS]),
            ],
            is_open=bool(raw.get("interprets") or raw.get("form") == "interpretation"),
        ),
    ]


def _structured(structure: Structure, raw: dict[str, Any], faults: dict[str, str]) -> list[Group]:
    data = raw.get("data") or {}
    fields = [
        Field(
            f"data-{one.key}",
            one.label,
            "lines_text" if one.lines > 1 else "text",
            data.get(one.key, ""),
            fault=faults.get(one.key, ""),
            hint=one.hint,
            rows=one.lines + 1,
            required=one.required,
        )
        for one in FIELDS[structure]
    ]
    return [Group(structure.label, fields)] if fields else []


def blocks(raw: dict[str, Any]) -> list[dict[str, str]]:
    """The blocks of a composed page as form rows, with some empty ones behind."""
    if Structure(raw.get("structure") or Structure.ARTICLE) not in COMPOSED:
        return []
    kept = list((raw.get("data") or {}).get("blocks") or [])
    return [{"kind": "", "title": "", "value": "", **block} for block in kept + [{}] * EMPTY_BLOCKS]


def block_options() -> list[Option]:
    """The kinds of blocks, each with what its value means."""
    return [(block.key, block.label + (f"（{block.value}）" if block.value else "")) for block in BLOCKS]


def raw_from_post(post: QueryDict) -> dict[str, Any]:
    """What was typed, as a draft keeps it: right or wrong, but with a body that holds nothing that acts."""
    raw: dict[str, Any] = {}
    for name in LABELS:
        if name in ("audiences", "openness_tags", "elements"):
            raw[name] = post.getlist(name)
        elif name == "joint_agencies":
            raw[name] = [line.strip() for line in post.get(name, "").splitlines() if line.strip()]
        elif name not in ("body", "data"):
            raw[name] = post.get(name, "").strip()
    raw["structure"] = raw["structure"] if raw["structure"] in set(Structure) else Structure.ARTICLE.value
    raw["body"] = from_entered(post.get("body", "")) if post.get("body", "").strip() else ""
    if raw["structure"] != Structure.ARTICLE:
        raw["data"] = _data(post, Structure(raw["structure"]))
    return raw


def _data(post: QueryDict, structure: Structure) -> dict[str, Any]:
    data: dict[str, Any] = {one.key: post.get(f"data-{one.key}", "").strip() for one in FIELDS[structure]}
    if structure in COMPOSED:
        rows = zip(post.getlist("block-kind"), post.getlist("block-title"), post.getlist("block-value"), strict=False)
        data["blocks"] = [{"kind": kind, "title": title, "value": value} for kind, title, value in rows if kind]
    return data


def _members(kinds: Any) -> list[Option]:
    return [(kind.value, kind.label) for kind in kinds]


def _terms(terms: Vocabulary) -> list[Option]:
    found = []
    for term, children in terms.tree:
        found.append((term.code, term.name))
        found += [(child.code, f"　{child.name}") for child in children]
    return found
