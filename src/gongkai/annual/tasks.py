"""Work of the outbox: render a published report once, so that a download need not wait."""

from typing import Any

from gongkai.annual.files import keep_rendered
from gongkai.annual.models import ReportPublication
from gongkai.base.outbox import handles


@handles("annual.render")
def render(payload: dict[str, Any]) -> None:
    """Render every format of a publication and keep the files."""
    keep_rendered(ReportPublication.objects.select_related("agency").get(pk=payload["publication"]))
