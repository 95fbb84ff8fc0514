"""What every page shows: whose site it is, and whether its records are a demonstration."""

from typing import Any

from django.http import HttpRequest

from gongkai.organs.queries import top_government
from gongkai.publication.queries import holds_demonstration


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django's signature
    """The government of this installation and the demonstration mark."""
    return {"government": top_government(), "is_demonstration": holds_demonstration()}
