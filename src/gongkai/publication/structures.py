"""Published items that are named fields rather than a text: guide, agency profile, topic, home page, site data.

They go the same way as every document: drafted, reviewed, scanned, published, kept in all their states.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.base.text import has_unprintable
from gongkai.publication.kinds import Structure

MOST_CHARACTERS = 5000
MOST_ROWS = 200
MOST_BLOCKS, MOST_TITLE = 60, 60
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class StructureField:
    """A field of a structured item; ``columns`` turns it into rows, one a line, cells parted by ``|``."""

    key: str
    label: str
    required: bool = False
    columns: tuple[str, ...] = ()
    hint: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block a topic or the home page is composed of; ``value`` says what its value means, empty for none."""

    key: str
    label: str
    value: str = ""


FIELDS: dict[Structure, tuple[StructureField, ...]] = {
    Structure.GUIDE: (
        StructureField("office", "工作机构名称", required=True),
        StructureField("address", "办公地址", required=True),
        StructureField(
            "hours",
            "办公时间",
            required=True,
            lines=2,
            hint="分季节的逐行写明，如“夏季（6月至9月）8:30—12:00，15:00—18:00”",
        ),
        StructureField("phone", "联系电话", required=True),
        StructureField("fax", "传真号码", required=True, hint="没有传真的写“无”"),
        StructureField(
            "internet", "互联网联系方式", required=True, lines=2, hint="网址、电子邮箱；邮箱不接收申请的请注明"
        ),
        StructureField("postcode", "邮政编码"),
        StructureField("classification", "政府信息的分类", required=True, lines=3),
        StructureField("arrangement", "编排体系", required=True, lines=3, hint="包括索引号的组成规则"),
        StructureField("access", "获取方式", required=True, lines=3),
        StructureField("scope", "主动公开的范围、渠道和时限", lines=3),
        StructureField(
            "channels",
            "依申请公开的受理渠道",
            columns=("渠道", "是否开通", "地址或方式", "说明"),
            lines=4,
            hint="每行一个渠道，各项用“|”隔开，如：邮寄|开通|某某路1号 471000|信封注明“政府信息公开申请”",
        ),
        StructureField("procedure", "申请办理流程", lines=4, hint="每行一步，页面画成流程图"),
        StructureField("fees", "收费规定", lines=2),
        StructureField("supervision", "监督渠道", lines=2, hint="主管部门名称、电话、地址"),
        StructureField("remedies", "救济途径", lines=2),
    ),
    Structure.PROFILE: (
        StructureField("functions", "机关职能", required=True, lines=6),
        StructureField("address", "办公地址", required=True),
        StructureField("hours", "办公时间", required=True, lines=2),
        StructureField("phone", "联系电话", required=True),
        StructureField("fax", "传真"),
        StructureField("postcode", "邮政编码"),
        StructureField("email", "电子邮箱"),
        StructureField(
            "leaders",
            "负责人",
            required=True,
            columns=("姓名", "职务", "分工"),
            lines=4,
            hint="每行一人，各项用“|”隔开，如：张三|局长|主持全面工作",
        ),
        StructureField(
            "divisions", "内设机构", columns=("名称", "职责", "电话"), lines=4, hint="每行一个，各项用“|”隔开"
        ),
    ),
    Structure.NOTHING_TO_PUBLISH: (
        StructureField("category", "栏目", required=True),
        StructureField("signed_by", "签署人", required=True),
        StructureField("signed_on", "核对日期", required=True),
        StructureField("note", "说明", lines=2),
    ),
    Structure.SITE: (
        StructureField("site_name", "网站名称", required=True),
        StructureField("domain", "网站域名", required=True),
        StructureField("identifier_code", "政府网站标识码", required=True, hint="10 位数字"),
        StructureField("icp", "ICP 备案号", required=True),
        StructureField("police", "公安机关备案号", required=True),
        StructureField("host", "主办单位", required=True),
        StructureField("operator", "承办单位", required=True),
        StructureField("contact", "联系人", required=True),
        StructureField("phone", "联系电话", required=True),
        StructureField("address", "地址", required=True),
        StructureField("privacy", "隐私与版权声明", lines=4),
        StructureField("accessibility", "无障碍声明", lines=4),
    ),
    Structure.TOPIC: (
        StructureField("introduction", "导语", lines=3),
        StructureField("until", "展示至", hint="写成 2021-12-31；不填则一直展示"),
    ),
    Structure.HOME: (),
}
BLOCKS: tuple[BlockKind, ...] = (
    BlockKind("parts", "政府信息公开五个部分"),
    BlockKind("latest", "最新公开"),
    BlockKind("category", "栏目最新文件", "栏目代码，如 20-01"),
    BlockKind("documents", "指定文件", "公开编号，每行一个"),
    BlockKind("interpretations", "最新政策与解读"),
    BlockKind("reports", "政府信息公开年报"),
    BlockKind("topics", "专题专栏"),
    BlockKind("months", "各月公开数量"),
    BlockKind("search", "查找公开信息"),
    BlockKind("text", "文字", "一段或多段文字"),
    BlockKind("links", "链接", "每行一个：文字|网址"),
)
COMPOSED = frozenset({Structure.TOPIC, Structure.HOME})
_BLOCK_KEYS = frozenset(block.key for block in BLOCKS)


def read_structure(structure: Structure, given: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields as they are kept, and what is wrong by field (``data`` where it is the whole).

    Source: Regulation art. 12 paragraph 2 (fields of the guide), art. 20 item 2 (profile).
    """
    if not isinstance(given, Mapping):
        return {}, {"data": "内容的格式不对"}
    found: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for one in FIELDS[structure]:
        text = str(given.get(one.key) or "").replace("\r\n", "\n").strip()
        if not text and one.required:
            faults[one.key] = f"请填写{one.label}"
        elif len(text) > MOST_CHARACTERS or has_unprintable(text.replace("\n", "")):
            faults[one.key] = f"{one.label}过长或含有无法显示的字符"
        found[one.key] = text
    if structure in COMPOSED:
        found["blocks"], fault = _blocks(given.get("blocks") or [])
        if fault:
            faults["blocks"] = fault
    if structure is Structure.SITE and not faults.get("identifier_code"):
        code = found["identifier_code"]
        if not (len(code) == 10 and code.isalnum() and code.isascii()):  # noqa: PLR2004 - length of the code
            faults["identifier_code"] = "政府网站标识码应为 10 位"
    if structure is Structure.SITE and found["domain"] and not _HOST.fullmatch(found["domain"]):
        faults["domain"] = "网站域名请写成 www.example.gov.cn 的样子，不带 http 和斜线"
    return found, faults


def rows_of(text: str, columns: int) -> list[list[str]]:
    """The rows of a field with columns: one a line, cells parted by ``|`` (or the full-width ``｜``), filled up."""
    rows = []
    for line in text.splitlines()[:MOST_ROWS]:
        cells = [cell.strip() for cell in line.replace("｜", "|").split("|", columns - 1)]
        if any(cells):
            rows.append(cells + [""] * (columns - len(cells)))
    return rows


def _blocks(given: Any) -> tuple[list[dict[str, str]], str]:
    if not isinstance(given, list) or len(given) > MOST_BLOCKS:
        return [], f"版块最多{MOST_BLOCKS}个"
    found = []
    for block in given:
        if not isinstance(block, Mapping):
            return [], "版块的格式不对"
        kind = str(block.get("kind") or "")
        if not kind:
            continue
        if kind not in _BLOCK_KEYS:
            return [], f"没有“{kind}”这种版块"
        value = str(block.get("value") or "").replace("\r\n", "\n").strip()
        title = str(block.get("title") or "").strip()
        if len(value) > MOST_CHARACTERS or len(title) > MOST_TITLE or has_unprintable(value + title):
            limits = f"标题不能超过{MOST_TITLE}字，内容不能超过{MOST_CHARACTERS}字"
            return [], f"第{len(found) + 1}块的{limits}，且不能含有控制字符"
        found.append({"kind": kind, "title": title, "value": value})
    return found, "" if found else "请至少编排一个版块"
