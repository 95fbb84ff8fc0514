"""Every place of a workbook where data stands that a reader of its sheets does not see."""

import re
from collections.abc import Iterator

from gongkai.publication.shield.container import common_ooxml, surroundings, veiled
from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.xlsx_book import Book, Cell, Sheet
from gongkai.publication.shield.formats.xlsx_parts import part_findings
from gongkai.publication.shield.formats.xlsx_rules import SHEET_NAME, name_findings, sheet_findings

LITERAL = re.compile(r'"((?:[^"]|"")*)"')
TELLING_LITERAL = 6


def hidden_findings(content: bytes, book: Book) -> Iterator[Finding]:
    """All findings by structure of a workbook."""
    yield from surroundings(content)
    yield from common_ooxml(book.container, "xlsx")
    seen = {cell.text.strip() for sheet in book.shown for cell in book.seen(sheet)}
    hidden_names = {sheet.name for sheet in book.sheets if sheet.state != "visible"}
    for sheet in book.sheets:
        if sheet.state != "visible":
            kind = "xlsx.very_hidden_sheet" if sheet.state == "veryHidden" else "xlsx.hidden_sheet"
            yield finding(kind, f"工作表“{sheet.name}”", f"{len(sheet.cells)}个有内容的单元格")
        else:
            yield from _cells(book, sheet, hidden_names, seen)
        yield from sheet_findings(book, sheet, hidden_names)
    yield from name_findings(book, hidden_names)
    yield from _workbook(book)
    yield from part_findings(book, seen)
    for number, runs in enumerate(book.strings):
        if number not in book.used_strings and any(run.text for run in runs):
            yield finding(
                "xlsx.orphan_string", f"共享字符串第{number + 1}条", veiled("".join(run.text for run in runs))
            )


def hidden_pieces(book: Book) -> Iterator[tuple[str, str]]:
    """Place and text of hidden cells, unused strings, and the texts of all parts beside sheets, styles and strings."""
    for sheet in book.sheets:
        for cell in sheet.cells:
            if sheet.state != "visible" or cell.unseen_because or cell.seen_value != cell.value:
                yield sheet.place(cell), cell.text
            if cell.formula:
                yield f"{sheet.place(cell)}的公式", cell.formula
    for number, runs in enumerate(book.strings):
        if number not in book.used_strings:
            yield f"共享字符串第{number + 1}条", "".join(run.text for run in runs)
    sheets = {sheet.part for sheet in book.sheets}
    for name in book.container.names:
        quiet = name in sheets or "/theme/" in name or name.endswith(("styles.xml", "sharedStrings.xml", ".rels"))
        if not name.endswith((".xml", ".vml")) or quiet or name.startswith("["):
            continue
        root = book.container.xml(name)
        words = [text for text in root.itertext() if text and text.strip()]
        for element in root.iter("{*}*"):
            words += [
                value for key, value in element.attrib.items() if key in ("v", "name", "author", "userId", "descr")
            ]
        yield f"部件 {name}", "\n".join(words)


def _cells(book: Book, sheet: Sheet, hidden_names: set[str], seen: set[str]) -> Iterator[Finding]:
    filtered = sheet.root.find("{*}autoFilter/{*}filterColumn") is not None or _filtered_table(book, sheet)
    for cell in sheet.cells:
        kind = cell.unseen_because
        if kind == "xlsx.hidden_row" and filtered:
            kind = "xlsx.filtered_row"
        if kind and cell.text.strip():
            yield finding(kind, sheet.place(cell), veiled(cell.text))
        elif any(run.unseen and run.text.strip() for run in cell.runs):
            unseen = "".join(run.text for run in cell.runs if run.unseen)
            yield finding("xlsx.unseen_run", sheet.place(cell), veiled(unseen))
        if cell.formula is not None:
            yield _formula(sheet, cell, hidden_names, seen)


def _formula(sheet: Sheet, cell: Cell, hidden_names: set[str], seen: set[str]) -> Finding:
    formula = cell.formula or ""
    names = {(found[1] or found[2] or "").replace("''", "'") for found in SHEET_NAME.finditer(formula)}
    if names & hidden_names or "[" in formula.split("!")[0]:
        return finding("xlsx.formula_hidden_source", sheet.place(cell))
    words = [word for word in LITERAL.findall(formula) if len(word) >= TELLING_LITERAL]
    if any(word not in seen and word not in cell.text for word in words):
        return finding("xlsx.formula_text", sheet.place(cell), veiled("".join(words)))
    return finding("xlsx.formula", sheet.place(cell))


def _filtered_table(book: Book, sheet: Sheet) -> bool:
    tables = (row.target for row in book.container.relations(sheet.part) if row.kind == "table")
    roots = (book.container.xml(target) for target in tables)
    return any(root is not None and root.find("{*}autoFilter/{*}filterColumn") is not None for root in roots)


def _workbook(book: Book) -> Iterator[Finding]:
    for part in book.root.iter("{*}fileSharing", "{*}absPath"):
        kind = "xlsx.saved_path" if part.tag.endswith("absPath") else "xlsx.user_name"
        yield finding(kind, "工作簿", veiled(part.get("url") or part.get("userName") or ""))
    for row in book.root.iterfind("{*}customWorkbookViews/*"):
        yield finding("xlsx.custom_view", "工作簿", veiled(row.get("name") or ""))
    listed, names = {sheet.part for sheet in book.sheets}, {sheet.name for sheet in book.sheets}
    for relation in book.relations:
        if relation.kind == "worksheet" and relation.target not in listed:
            yield finding("xlsx.orphan_sheet", f"部件 {relation.target}")
    for row in book.root.iterfind("{*}sheets/{*}sheet"):
        if row.get("state") in ("hidden", "veryHidden") and row.get("name") not in names:
            yield finding("xlsx.hidden_sheet", f"工作表“{row.get('name')}”")
