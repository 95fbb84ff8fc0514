"""A procedure drawn on the server: boxes below each other with arrows, and the same in words."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

WIDTH = 520
CHARACTERS = 28
LINE = 24
PADDING = 14
ARROW = 30
MIDDLE = WIDTH // 2


def flowchart(title: str, steps: Sequence[str]) -> SafeString:
    """An upright chart of the steps; it prints, needs no script and tells a reader of screens what it shows."""
    said = "；".join(f"第{number}步：{step}" for number, step in enumerate(steps, start=1))
    parts, y = [], 4
    for number, step in enumerate(steps):
        lines = [step[at : at + CHARACTERS] for at in range(0, len(step), CHARACTERS)]
        height = len(lines) * LINE + 2 * PADDING
        parts.append(f'<rect class="step" x="4" y="{y}" width="{WIDTH - 8}" height="{height}" rx="8"/>')
        for row, line in enumerate(lines):
            text_y = y + PADDING + 17 + row * LINE
            parts.append(f'<text x="{MIDDLE}" y="{text_y}" text-anchor="middle">{escape(line)}</text>')
        y += height
        if number < len(steps) - 1:
            tip = y + ARROW - 4
            parts.append(f'<path class="arrow" d="M{MIDDLE} {y}V{tip}M{MIDDLE - 6} {tip - 8}L{MIDDLE} {tip}l6 -8"/>')
            y += ARROW
    opening = (
        f'<svg class="flow" role="img" aria-label={quoteattr(title)} viewBox="0 0 {WIDTH} {y + 4}">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
    )
    return mark_safe("".join([opening, *parts, "</svg>"]))  # noqa: S308 - every text above is escaped
