"""What stands in the rules of a workbook: validation, conditions, scenarios, page headers, the names of ranges."""

import re
from collections.abc import Iterator
from typing import Any

from gongkai.publication.shield.container import veiled
from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.xlsx_book import Book, Sheet

SHEET_NAME = re.compile(r"(?:'((?:[^']|'')+)'|([^\s!'\"(),;:+\-*/&=<>\[\]{}^#$]+))!")
REFERENCE = re.compile(
    r"(?:('(?:[^']|'')+'|[^\s!'\"(),;:+\-*/&=<>\[\]]+)!)?\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?"
)
BETWEEN_AREAS = re.compile(r",(?=(?:[^']*'[^']*')*[^']*$)")
HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z&])')
PAGE_WORDS = re.compile(r"[\s\d第页共总/\\|\-—–,，.()（）of]*|(?i:[\s\d\-/]*page[\s\d\-/]*(of)?[\s\d]*)")
PROMPTS = ("prompt", "promptTitle", "error", "errorTitle")


def sheet_findings(book: Book, sheet: Sheet, hidden_names: set[str]) -> Iterator[Finding]:
    """Findings in the rules and settings of one sheet."""
    where, root = f"工作表“{sheet.name}”", sheet.root
    for row in root.iter("{*}dataValidation"):
        yield from _validation(row, f"{where}{row.get('sqref') or ''}", hidden_names)
    for row in root.iterfind("{*}scenarios/{*}scenario"):
        yield finding("xlsx.scenario", where, f"{len(row)}个值")
    for part in root.iterfind("{*}headerFooter/*"):
        words = HEADER_CODES.sub("", part.text or "").strip()
        if not PAGE_WORDS.fullmatch(words):
            yield finding("xlsx.header_footer", f"{where}的页眉页脚", veiled(words))
    for row in root.iterfind("{*}hyperlinks/{*}hyperlink[@tooltip]"):
        yield finding("xlsx.link_tip", f"{where}{row.get('ref') or ''}", veiled(row.get("tooltip")))
    if root.find("{*}customSheetViews") is not None:
        yield finding("xlsx.custom_view", where)
    yield from _conditions(book, root, where)
    for row in root.iterfind("{*}customProperties/*"):
        yield finding("xlsx.custom_sheet_data", where, veiled(row.get("name") or ""))


def name_findings(book: Book, hidden_names: set[str]) -> Iterator[Finding]:
    """Findings in the names of ranges."""
    for row in book.root.iterfind("{*}definedNames/{*}definedName"):
        target = "".join(row.itertext()).strip()
        told = row.get("comment") or row.get("description") or ""
        yield finding(
            _name_kind(row.get("name") or "", target, told, hidden_names), "名称管理器", veiled(told or target)
        )


def _name_kind(name: str, target: str, told: str, hidden_names: set[str]) -> str:
    broken = "#REF!" in target
    plain = broken or all(REFERENCE.fullmatch(part) for part in BETWEEN_AREAS.split(target))
    if told or not plain or "[" in target:
        return "xlsx.name_value"
    if name.startswith("_xlnm."):
        return "xlsx.print_name"
    if any((found[1] or found[2]) in hidden_names for found in SHEET_NAME.finditer(target)):
        return "xlsx.name_hidden_source"
    return "xlsx.name"


def _validation(row: Any, where: str, hidden_names: set[str]) -> Iterator[Finding]:
    listed = [text.strip() for part in row.iter("{*}formula1") for text in part.itertext() if text.strip()]
    literal = row.get("type") in ("list", None) and any(text.startswith('"') for text in listed)
    if literal or any(name in text for text in listed for name in hidden_names):
        yield finding("xlsx.validation_list", where, veiled("".join(listed)))
    elif any('"' in "".join(part.itertext()) for part in row):
        yield finding("xlsx.validation_rule", where)
    words = "".join(row.get(key) or "" for key in PROMPTS)
    if words:
        yield finding("xlsx.validation_prompt", where, veiled(words))


def _conditions(book: Book, root: Any, where: str) -> Iterator[Finding]:
    hiding = {str(number) for number in book.styles.hiding_conditions}
    for row in root.iter("{*}cfRule"):
        if row.get("dxfId") in hiding:
            yield finding("xlsx.hiding_condition", where)
        if row.get("text") or any('"' in "".join(part.itertext()) for part in row.iterfind("{*}formula")):
            yield finding("xlsx.condition_text", where)
