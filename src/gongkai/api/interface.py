"""The one interface object: its renderer, its errors, and the refusal of parameters nobody knows."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer
from pydantic import BaseModel

from gongkai.api.problems import Problem, bad_parameters, not_found, sentence, unknown_parameters

DESCRIPTION = """只读接口，提供本平台上全部公开中的政府信息，任何人可用，不需要密钥。

- 列表按发布日期从新到旧，用 `next` 取下一页，直到它为空；带 `changed_since` 时按变更时间从旧到新，便于增量同步。
- 已撤下的信息回答 410，不含任何内容；已合并的回答 301，指向合并后的信息。
- 出错时回答 `{"error": {"code", "message"}}`，`code` 不变，`message` 是给人看的中文。
- 回答都带 `ETag`；带上 `If-None-Match` 再问，没有变化的回答 304。
- 日期是北京日期；时间是协调世界时。
"""


class Readable(BaseRenderer):
    """JSON with Chinese as Chinese."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:  # noqa: ARG002 - ninja's signature
        """The data as text."""
        return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)


api = NinjaAPI(
    title="政府信息公开数据接口",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    renderer=Readable(),
    servers=[{"url": "/", "description": "本平台"}],
)


def knows(parameters: type[BaseModel] | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The view, refusing query parameters that are no fields of ``parameters``."""
    names = list(parameters.model_fields) if parameters else []

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            unknown = [name for name in request.GET if name not in names]
            if unknown:
                raise unknown_parameters(unknown, names)
            return view(request, *args, **kwargs)

        return checked

    return wrap


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return problem.response()


@api.exception_handler(Http404)
def _missing(request: HttpRequest, missing: Http404) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return not_found().response()


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return bad_parameters({str(fault["loc"][-1]): sentence(fault) for fault in invalid.errors}).response()
