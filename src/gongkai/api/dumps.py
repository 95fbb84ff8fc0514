"""Everything at once: live dumps and the catalogue of data sets."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Router

from gongkai.api.answers import frame_of
from gongkai.api.gate import origin
from gongkai.api.interface import knows
from gongkai.organs.queries import top_government
from gongkai.publication.open_data.descriptions import JSON_LINES, TABLE, catalog
from gongkai.publication.open_data.rows import last_change
from gongkai.publication.open_data.streams import csv_lines, documents, json_lines

router = Router(tags=["整体下载"])
BATCH = 200


def _content(kind: str, description: str) -> dict[str, Any]:
    refused = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {
        "responses": {
            200: {"description": description, "content": {kind: {"schema": {"type": "string"}}}},
            405: {"description": "Method Not Allowed", **refused},
            422: {"description": "Unprocessable Content", **refused},
        }
    }


@router.get(
    "/dumps/documents.jsonl",
    operation_id="dumpDocumentsAsJsonLines",
    summary="全部公开信息（JSON Lines）",
    description="每行一份，含正文，边查边传。传送期间有变更的，可能出现两次，以后出现的为准。",
    openapi_extra=_content(JSON_LINES, "每行一个 JSON 对象"),
)
@knows()
def json_lines_dump(request: HttpRequest) -> HttpResponse:
    """Every document with its body."""
    lines = json_lines(documents(frame_of(request), with_bodies=True))
    return _streamed(lines, f"{JSON_LINES}; charset=utf-8", "documents.jsonl")


@router.get(
    "/dumps/documents.csv",
    operation_id="dumpDocumentsAsTable",
    summary="全部公开信息（CSV）",
    description="每行一份，不含正文，带字节顺序标记，可用 Excel 或 WPS 打开。",
    openapi_extra=_content(TABLE, "带表头的表格"),
)
@knows()
def table_dump(request: HttpRequest) -> HttpResponse:
    """Every document without its body."""
    lines = csv_lines(documents(frame_of(request), with_bodies=False))
    return _streamed(lines, f"{TABLE}; charset=utf-8", "documents.csv")


def _streamed(lines: Any, content_type: str, name: str) -> HttpResponse:
    """The lines in batches, marked by the last change of anything, so that an unchanged dump is not sent twice."""
    change = last_change()
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": f'W/"{change[0] if change else 0}"',
        "X-Accel-Buffering": "no",
    }
    return StreamingHttpResponse(_batches(lines), content_type=content_type, headers=headers)  # type: ignore[return-value]


def _batches(lines: Any) -> Any:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield "".join(batch)
            batch = []
    yield "".join(batch)


@router.get(
    "/catalog.jsonld",
    operation_id="getCatalog",
    summary="数据目录（DCAT 3）",
    description="本平台的数据集和接口，按 DCAT 3 描述，供数据平台收录。",
    openapi_extra=_content("application/ld+json", "DCAT 3 目录"),
)
@knows()
def data_catalog(request: HttpRequest) -> HttpResponse:
    """The platform as a DCAT catalogue."""
    base, government, change = origin(request), top_government(), last_change()
    publisher = government.name if government else "本级人民政府"
    made = catalog(
        title=f"{publisher}政府信息公开数据",
        publisher=publisher,
        address=f"{base}/api/v1/catalog.jsonld",
        modified=change[1] if change else None,
        distributions={name: {"url": f"{base}/api/v1/dumps/{name}"} for name in ("documents.jsonl", "documents.csv")},
        services=(
            {
                "@type": "dcat:DataService",
                "dct:title": {"@value": "政府信息公开数据接口", "@language": "zh-Hans"},
                "dcat:endpointURL": {"@id": f"{base}/api/v1/"},
                "dcat:endpointDescription": {"@id": f"{base}/api/v1/openapi.json"},
            },
        ),
    )
    return HttpResponse(json.dumps(made, ensure_ascii=False), content_type="application/ld+json; charset=utf-8")
