"""The confined engine: an order and bytes on standard input, the answer as JSON and bytes on standard output."""

import json
import resource
import sys
from typing import Any

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 30

# The limits come before the parsers are loaded.
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

from gongkai.publication.shield import engine  # noqa: E402
from gongkai.publication.shield.findings import Unacceptable  # noqa: E402


def main() -> None:
    """Answer with the findings or the file made anew, or with the reason why there is none."""
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(order["size"])
    converted = sys.stdin.buffer.read() or None
    made = b""
    try:
        answer, made = _answer(order, content, converted)
    except Unacceptable as refused:
        answer = {"code": refused.code, "message": refused.message}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


def _answer(order: dict[str, Any], content: bytes, converted: bytes | None) -> tuple[dict[str, Any], bytes]:
    if order["act"] == "scan":
        seen = engine.scan(content, order["name"], converted)
        rows = [[row.kind, row.where, row.excerpt_masked, row.severity.value] for row in seen.findings]
        told = {"name": seen.name, "digest": seen.digest, "size": seen.size, "type": seen.type, "findings": rows}
        return told, b""
    act = engine.mask_file if order["act"] == "mask" else engine.rebuild
    made = act(content, order["name"], converted)
    return {"suffix": made.suffix, "media_type": made.media_type}, made.content


if __name__ == "__main__":
    main()
