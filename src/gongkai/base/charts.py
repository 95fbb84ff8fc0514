"""Charts drawn on the server as SVG: they print, need no script, and say in words what they show."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

ROW_HEIGHT = 34
LABEL_WIDTH = 150
BAR_WIDTH = 360
VALUE_WIDTH = 70
COLUMN_HEIGHT = 150


def bars(title: str, rows: Sequence[tuple[str, int]]) -> SafeString:
    """Horizontal bars, one a row, with label and value; the longest fills the width."""
    largest = max((value for _, value in rows), default=0) or 1
    width = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH
    parts = [_open(title, rows, width, ROW_HEIGHT * max(len(rows), 1))]
    for index, (label, value) in enumerate(rows):
        y = index * ROW_HEIGHT
        length = round(BAR_WIDTH * value / largest, 1)
        text_y = y + 22
        parts.append(f'<text x="{LABEL_WIDTH - 10}" y="{text_y}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect class="track" x="{LABEL_WIDTH}" y="{y + 8}" width="{BAR_WIDTH}" height="18" rx="3"/>')
        if value:
            parts.append(f'<rect class="bar" x="{LABEL_WIDTH}" y="{y + 8}" width="{length}" height="18" rx="3"/>')
        parts.append(f'<text class="value" x="{LABEL_WIDTH + BAR_WIDTH + 10}" y="{text_y}">{value}</text>')
    return _svg(parts)


def columns(title: str, rows: Sequence[tuple[str, int]]) -> SafeString:
    """Upright columns, for months and years."""
    largest = max((value for _, value in rows), default=0) or 1
    step = 48
    parts = [_open(title, rows, step * max(len(rows), 1), COLUMN_HEIGHT + 46)]
    for index, (label, value) in enumerate(rows):
        height = round(COLUMN_HEIGHT * value / largest, 1)
        x, middle = index * step + 8, index * step + step // 2
        top = COLUMN_HEIGHT - height + 20
        parts.append(f'<rect class="bar" x="{x}" y="{top}" width="{step - 16}" height="{height}" rx="3"/>')
        parts.append(f'<text class="value" x="{middle}" y="{top - 5}" text-anchor="middle">{value}</text>')
        parts.append(f'<text x="{middle}" y="{COLUMN_HEIGHT + 40}" text-anchor="middle">{escape(label)}</text>')
    return _svg(parts)


def _open(title: str, rows: Sequence[tuple[str, int]], width: int, height: int) -> str:
    said = "；".join(f"{label}{value}" for label, value in rows)
    size = f'viewBox="0 0 {width} {height}"'
    return (
        f'<svg class="chart" role="img" aria-label={quoteattr(title)} {size}>'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
    )


def _svg(parts: list[str]) -> SafeString:
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every text above is escaped
