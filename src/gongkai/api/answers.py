"""What the operations share: their documented errors, and pages that lead to the next."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Schema
from pydantic import BaseModel

from gongkai.api.gate import origin
from gongkai.api.shapes import Error
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.publication.open_data.records import Frame

CODE = r"^[A-Za-z0-9_-]{0,40}$"


def responses(shape: Any, *statuses: int) -> dict[Any, Any]:
    """The answer, and the errors an operation can give besides a wrong parameter or method."""
    return {200: shape, **dict.fromkeys((*statuses, 422, 405), Error)}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of records for this host."""
    return Frame(origin(request), all_vocabularies())


def next_page(request: HttpRequest, chosen: BaseModel, after: str) -> str | None:
    """The address of the page behind ``after``; None without it."""
    if not after:
        return None
    given = chosen.model_dump(mode="json", exclude_unset=True, exclude_none=True) | {"after": after}
    return f"{origin(request)}{request.path}?{urlencode({key: value for key, value in given.items() if value != ''})}"


class Nothing(Schema):
    """No parameters."""
