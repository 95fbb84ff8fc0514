"""The interface's own pages: its beginning, its OpenAPI document, and a page that explains it."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from gongkai.api.interface import api
from gongkai.api.problems import JSON, not_found

NAMES_OF_STATUS = {
    "200": "成功",
    "301": "已合并，地址在 Location 里",
    "404": "没有，或没有公开",
    "405": "不是读取",
    "410": "已撤下",
    "422": "参数不对",
}
PATH_PARAMETERS = {"public_id": "公开编号", "number": "版本，从 1 起", "code": "机构代码", "year": "年度"}


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document; it cannot change while the process runs."""
    made = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    for methods in made["paths"].values():
        for status, answer in methods["get"]["responses"].items():
            answer["description"] = NAMES_OF_STATUS[status]
        for parameter in methods["get"]["parameters"]:
            if parameter["in"] == "path":
                parameter["description"] = PATH_PARAMETERS[parameter["name"]]
    return made


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The OpenAPI document."""
    return HttpResponse(json.dumps(description(), ensure_ascii=False), content_type=JSON)


def beginning(request: HttpRequest) -> HttpResponse:
    """What there is."""
    base = request.build_absolute_uri("/").rstrip("/")
    paths = [path for path in description()["paths"] if "{" not in path]
    links = {"openapi": f"{base}/api/v1/openapi.json", "docs": f"{base}/api/v1/docs"}
    return HttpResponse(
        json.dumps(links | {"paths": [f"{base}{path}" for path in paths]}, ensure_ascii=False), content_type=JSON
    )


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404 as JSON."""
    return not_found("接口没有这个地址，见 /api/v1/docs").response()


def docs(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - rendered without it, so that nobody asks who is there
    """The explanation, made from the OpenAPI document; no script, nothing from elsewhere."""
    document = description()
    operations = [
        {**operation, "path": path, "answers": [_answer(*one) for one in operation["responses"].items()]}
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    for operation in operations:
        operation["parameters"] = [one | {"kind": _kind(one["schema"])} for one in operation["parameters"]]
    shapes = [
        {
            "name": name,
            "description": shape.get("description", ""),
            "fields": [
                {"name": field, "kind": _kind(one), "description": one.get("description", "")}
                for field, one in shape.get("properties", {}).items()
            ],
        }
        for name, shape in document["components"]["schemas"].items()
        if shape.get("type") == "object"
    ]
    context = {"info": document["info"], "operations": operations, "shapes": shapes}
    return HttpResponse(render_to_string("api/docs.html", context))


def _answer(status: str, answer: dict[str, Any]) -> dict[str, str]:
    content = next(iter(answer.get("content", {}).items()), ("", {}))
    return {
        "status": status,
        "name": NAMES_OF_STATUS.get(status, ""),
        "media_type": content[0],
        "shape": _kind(content[1].get("schema", {})) if content[0] == "application/json" else "",
    }


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        values = description()["components"]["schemas"][name].get("enum")
        return "、".join(values) if values else name
    if "anyOf" in schema:
        return " 或 ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null") + "，可为空"
    if "enum" in schema:
        return "、".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))} 的列表"
    names = {"string": "文本", "integer": "整数", "boolean": "是否", "object": "对象", "number": "数"}
    formats = {"date": "日期", "date-time": "时间"}
    return formats.get(schema.get("format", ""), names.get(schema.get("type", ""), ""))
