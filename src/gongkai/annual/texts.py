"""What agencies wrote in the chapters of their reports."""

from datetime import datetime

from gongkai.annual.models import WrittenText
from gongkai.base.recorded import known_at
from gongkai.organs.models import Agency


def written(*, agency: Agency, fiscal_year: int, as_of: datetime) -> dict[int, str]:
    """The words written in each chapter, as known at ``as_of``."""
    rows = WrittenText.objects.filter(known_at(as_of), agency=agency, fiscal_year=fiscal_year)
    return dict(rows.order_by("id").values_list("chapter", "text"))
