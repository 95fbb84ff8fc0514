"""Charts in templates: ``{% bars "标题" rows %}``."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from gongkai.base import charts

register = template.Library()


@register.simple_tag
def bars(title: str, rows: Sequence[tuple[str, int]]) -> SafeString:
    """Horizontal bars."""
    return charts.bars(title, rows)


@register.simple_tag
def columns(title: str, rows: Sequence[tuple[str, int]]) -> SafeString:
    """Upright columns."""
    return charts.columns(title, rows)
