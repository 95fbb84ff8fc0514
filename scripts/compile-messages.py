"""Write the .mo beside every .po of the package; GNU gettext need not be installed."""

import ast
import struct
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "gongkai"
MAGIC = 0x950412DE
HEADER_BYTES = 28


def read(po: str) -> dict[str, str]:
    """The messages of a .po file by what they translate; plural forms and contexts are not used here."""
    found: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    field = ""
    for line in [*po.splitlines(), ""]:
        text = line.strip()
        if not text and field:
            found[parts["msgid"]] = parts["msgstr"]
            parts, field = {"msgid": "", "msgstr": ""}, ""
        elif text.startswith(("msgid ", "msgstr ")):
            field, _, text = text.partition(" ")
        if field and text.startswith('"'):
            parts[field] += ast.literal_eval(text)
    return found


def compiled(messages: dict[str, str]) -> bytes:
    """The messages in the binary form gettext reads, always the same for the same messages."""
    rows = sorted((key.encode(), value.encode()) for key, value in messages.items() if value)
    at = HEADER_BYTES + 16 * len(rows)
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for row in rows:
            tables.append(struct.pack("<II", len(row[column]), at + len(texts)))
            texts += row[column] + b"\0"
    first, second = HEADER_BYTES, HEADER_BYTES + 8 * len(rows)
    head = struct.pack("<IIIIIII", MAGIC, 0, len(rows), first, second, 0, at)
    return head + b"".join(tables) + texts


def main() -> None:
    """Compile every catalogue."""
    for po in sorted(SOURCE.rglob("*.po")):
        content = compiled(read(po.read_text("utf-8")))
        po.with_suffix(".mo").write_bytes(content)
        sys.stdout.write(f"{po.relative_to(SOURCE)}: {len(content)} bytes\n")


if __name__ == "__main__":
    main()
