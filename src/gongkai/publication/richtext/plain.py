"""Between bodies and plain text: for what is typed without an editor, for search, the shield and comparison."""

import html as entities
import re
from collections.abc import Iterator
from urllib.parse import unquote

from gongkai.publication.richtext.sanitise import BLOCKS, TABLES, sanitise
from gongkai.publication.richtext.soup import decoded

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
MOST_PARAGRAPHS = 15_000  # of more lines several share one, since a body with more tags would lose them all
_INDENT = " \t\u3000\u00a0"
_CELLS = {"td", "th"}
_ENDS_A_LINE = (BLOCKS | TABLES) - _CELLS - {"thead", "tbody", "tfoot"} | {"br"}
_SPACE = re.compile(r"(?<![ \t\n\r\f]) *+[\t\n\r\f][ \t\n\r\f]*+")
_LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def from_plain(text: str) -> str:
    """A paragraph for each line that is not blank, whatever the text holds; indents are the style sheet's business."""
    lines = [line for part in _LINE.split(text) if (line := part.strip(_INDENT))]
    together = -(-len(lines) // MOST_PARAGRAPHS) or 1
    parts = (" ".join(lines[at : at + together]) for at in range(0, len(lines), together))
    return sanitise("".join(f"<p>{entities.escape(part, quote=False)}</p>" for part in parts))


def _tokens(html: str) -> Iterator[tuple[str, str, str]]:
    """Text as ("", text, ""), tags as (name, "" or "/", attributes)."""
    at = 0
    for found in TAG.finditer(html):
        if found.start() > at:
            yield "", decoded(html[at : found.start()]), ""
        yield found[2], found[1], found[3]
        at = found.end()
    if at < len(html):
        yield "", decoded(html[at:]), ""


def attribute_of(attributes: str, name: str) -> str:
    """The value of one attribute of a tag ``TAG`` found; empty when it has none."""
    found = re.search(rf' {name}="([^"]*)"', attributes)
    return entities.unescape(found[1]) if found else ""


def _decoded(values: list[str]) -> Iterator[str]:
    """Each as it stands and as it reads once decoded, and decoded again."""
    for value in values:
        once = unquote(value)
        yield from dict.fromkeys([value, once, unquote(once)])


class _Reader:
    """Collects lines; inside a row, cells are parted by tabs and their own blocks by spaces."""

    def __init__(self, *, with_addresses: bool) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._with_addresses = with_addresses
        self._rows = self._verbatim = 0

    def end_line(self) -> None:
        text = "".join(self._line)
        self.lines.extend(line.strip(" ") for line in text.split("\n") if line.strip())
        self._line = []

    def read(self, name: str, slash: str, rest: str) -> None:
        if not name:
            self._line.append(slash if self._verbatim else _SPACE.sub(" ", slash))
        elif name == "tr":
            self._rows += -1 if slash else 1
            if not self._rows or (self._rows == 1 and not slash):
                self.end_line()
        elif name in _CELLS:
            self._line.append("\t" if slash else "")
        elif self._rows and name in _ENDS_A_LINE:
            self._line.append(" ")
        elif name in _ENDS_A_LINE:
            self.end_line()
        elif name == "img" or (name == "a" and self._with_addresses):
            wanted = ("alt", "src") if name == "img" and self._with_addresses else ("alt", "href")
            values = [value for key in wanted if (value := attribute_of(rest, key))]
            self._line.extend(f" {value} " for value in (_decoded(values) if self._with_addresses else values))
        if name == "pre":
            self._verbatim += -1 if slash else 1


def to_text(html: str, *, with_addresses: bool = False) -> str:
    """What a body says: a block a line, table cells parted by tabs, what pictures are called in their place.

    Args:
        html: a body; anything else is sanitised first.
        with_addresses: also where links (of any scheme) and pictures point, as written and with ``%xx`` decoded, for
            who looks for things that should not be public.
    """
    reader = _Reader(with_addresses=with_addresses)
    for token in _tokens(sanitise(html)):
        reader.read(*token)
    reader.end_line()
    return "\n".join("\t".join(cell.strip(" ") for cell in line.split("\t")).rstrip("\t") for line in reader.lines)


def excerpt(html: str, length: int) -> str:
    """The beginning of what a body says on one line, at most ``length`` characters, with … when it was cut."""
    text = " ".join(to_text(html).split())
    return text if len(text) <= length else text[: max(length - 1, 0)].rstrip() + "…"
