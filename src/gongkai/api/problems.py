"""What the interface says when it cannot answer: a stable code and a Chinese sentence."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

BAD_INPUT = 422
NOT_FOUND = 404
GONE = 410
MOVED = 301
NOT_ALLOWED = 405
BUSY = 503
JSON = "application/json; charset=utf-8"


class Problem(Exception):
    """A question that has no answer; ``fields`` says of which parameter, ``headers`` go into the answer."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.fields, self.headers = dict(fields or {}), dict(headers or {})

    def response(self) -> HttpResponse:
        """The problem as an answer."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.fields:
            error["fields"] = self.fields
        content = json.dumps({"error": error}, ensure_ascii=False)
        return HttpResponse(content, status=self.status, content_type=JSON, headers=self.headers)


def bad_parameter(name: str, sentence: str) -> Problem:
    """One parameter is wrong."""
    return bad_parameters({name: sentence})


def bad_parameters(fields: Mapping[str, str]) -> Problem:
    """Some parameters are wrong."""
    message = "；".join(f"{name}：{sentence}" for name, sentence in fields.items())
    return Problem(BAD_INPUT, "invalid_parameter", message, fields=fields)


def unknown_parameters(given: Sequence[str], known: Sequence[str]) -> Problem:
    """There are no such parameters here."""
    possible = f"可用的有：{'、'.join(known)}" if known else "这里不带参数"
    return bad_parameters({name[:40]: f"没有这个参数，{possible}" for name in given[:5]})


def not_found(message: str = "没有这项内容，或者它没有公开") -> Problem:
    """Nothing public is here."""
    return Problem(NOT_FOUND, "not_found", message)


def sentence(fault: Mapping[str, Any]) -> str:
    """A fault the validation found, in Chinese."""
    context = fault.get("ctx") or {}
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    sentences = {
        "int_parsing": "须为整数",
        "int_parsing_size": "数字过大",
        "greater_than_equal": f"不能小于{context.get('ge')}",
        "less_than_equal": f"不能大于{context.get('le')}",
        "enum": f"须为其中之一：{expected}",
        "string_too_long": f"不能超过{context.get('max_length')}个字符",
        "string_too_short": f"不能少于{context.get('min_length')}个字符",
        "string_pattern_mismatch": "格式不对",
        "missing": "须填写",
    }
    return sentences.get(str(fault.get("type")), "无法识别")
