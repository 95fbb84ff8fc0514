"""Writes the open JSON Schemas of the annual report from the forms' own data; a test keeps them in step."""

import json
from pathlib import Path
from typing import Any

from gongkai.base.rulebook import forms
from gongkai.law.figures import Missing
from gongkai.law.forms import Form

FOLDER = Path(__file__).resolve().parents[1] / "schemas"
MISSING = {
    "blank": "格内空白；空白不等于0",
    "not_applicable": "以“/”“-”等表示不适用",
    "unreadable": "有内容而不能识别为数字",
    "absent": "整行或整表缺失",
}


def schema(form: Form) -> dict[str, Any]:
    """The schema of one form."""
    blocks = {}
    for block in form.blocks:
        cells = [{"$ref": f"#/$defs/{column.unit}", "title": column.label} for column in block.columns]
        row = {"type": "array", "prefixItems": cells, "minItems": len(cells), "maxItems": len(cells)}
        rows = {r.label: row for r in block.rows}
        blocks[block.key] = _closed(rows, title=block.heading)
    labels = "、".join(column.label for column in form.applicant_columns)
    seven = {"type": "array", "items": {"$ref": "#/$defs/count"}, "minItems": 7, "maxItems": 7}
    table3 = {row.key: {**seven, "title": row.label} for row in form.request_rows}
    fifteen = {"type": "array", "items": {"$ref": "#/$defs/count"}, "minItems": 15, "maxItems": 15}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"政府信息公开工作年度报告（{form.key}年格式，{form.source.number}）",
        "description": f"表三各行七个数依次为：{labels}。null 表示没有数字，缺失的种类见 missing。",
        "type": "object",
        "required": ["agency", "fiscal_year", "form", "table2", "table3", "table4"],
        "properties": {
            "agency": {"type": ["string", "null"]},
            "agency_code": {"type": "string"},
            "file": {"type": "string"},
            "fiscal_year": {"type": ["integer", "null"], "minimum": 2008},
            "form": {"const": form.key},
            "as_of": {"type": "string", "format": "date-time"},
            "table2": _closed(blocks, title="主动公开政府信息情况"),
            "table3": _closed(table3, title="收到和处理政府信息公开申请情况"),
            "table4": {**fifteen, "title": "、".join(form.label_of(cell) for cell in form.table4_cells)},
            "missing": {
                "type": "object",
                "description": "没有数字的格 → 原因",
                "additionalProperties": {"$ref": "#/$defs/missing"},
            },
            "checks": {"type": "array", "items": {"$ref": "#/$defs/check"}},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
            "verdict": {"enum": ["pass", "warn", "fail", "not_assessable"]},
            "reason": {"type": "string"},
            "narrative": {"type": "array", "items": {"$ref": "#/$defs/chapter"}},
        },
        "$defs": _definitions(),
    }


def _closed(properties: dict[str, Any], *, title: str) -> dict[str, Any]:
    return {
        "type": "object",
        "title": title,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _definitions() -> dict[str, Any]:
    text = {"type": "string"}
    side = {"type": ["integer", "string", "null"]}
    return {
        "count": {"type": ["integer", "null"]},
        "change": {"type": ["integer", "null"], "description": "有正负号的增减"},
        "wan_yuan": {
            "description": "万元；小数写作文本以免失真",
            "oneOf": [{"type": ["integer", "null"]}, {"type": "string", "pattern": r"^-?\d+\.\d+$"}],
        },
        "missing": {"enum": [kind.value for kind in Missing], "description": "；".join(f"{k}：{v}" for k, v in MISSING.items())},
        "check": {
            "type": "object",
            "required": ["rule", "where", "left", "right", "holds"],
            "properties": {"rule": text, "where": text, "text": text, "left": side, "right": side, "holds": {"type": "boolean"}},
        },
        "finding": {
            "type": "object",
            "required": ["rule", "level", "where", "left", "right", "message"],
            "properties": {
                "rule": {"type": "string", "pattern": r"^(R\d+|T2)$"},
                "level": {"enum": ["error", "warning", "info"]},
                "where": text,
                "left": side,
                "right": side,
                "message": text,
            },
        },
        "chapter": {
            "type": "object",
            "required": ["chapter", "paragraphs", "figures"],
            "properties": {
                "chapter": text,
                "paragraphs": {"type": "array", "items": text},
                "figures": {"type": "object", "additionalProperties": {"type": "integer"}},
            },
        },
    }


if __name__ == "__main__":
    for form in forms().values():
        path = FOLDER / f"annual-report-{form.key}.schema.json"
        path.write_text(json.dumps(schema(form), ensure_ascii=False, indent=2) + "\n", "utf-8")
