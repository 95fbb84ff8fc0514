"""The confined reader: a Word document on standard input, its body as JSON on standard output."""

import base64
import json
import resource
import sys

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 30

# The limits come before the parsers are loaded.
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))

from gongkai.publication.richtext.docx import NotADocument, from_docx  # noqa: E402


def main() -> None:
    """Answer with the body, or with the reason why there is none."""
    try:
        found = from_docx(sys.stdin.buffer.read())
        images = {digest: (base64.b64encode(data).decode(), kind) for digest, (data, kind) in found.images.items()}
        answer = {"html": found.html, "images": images, "notes": found.notes}
    except NotADocument as error:
        answer = {"reason": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
