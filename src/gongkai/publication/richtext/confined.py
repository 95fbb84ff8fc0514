"""Reads a Word document's body in a process of its own with limits on memory and time."""

import base64
import json
import subprocess
import sys

from gongkai.publication.richtext.docx import Imported, NotADocument

SECONDS = 60
MOST_BYTES = 100_000_000


def read_docx(content: bytes) -> Imported:
    """The body of a Word document; see :func:`docx.from_docx`.

    Raises:
        NotADocument: it cannot be read, or not within the limits.
    """
    if len(content) > MOST_BYTES:
        raise NotADocument("文件超过100MB，请拆分后再导入")
    command = [sys.executable, "-m", "gongkai.publication.richtext"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - our own module
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotADocument("文件过于复杂，在限定的时间和内存内读不完，请分成几份再导入") from error
    if "reason" in answer:
        raise NotADocument(answer["reason"])
    images = {digest: (base64.b64decode(data), kind) for digest, (data, kind) in answer["images"].items()}
    return Imported(answer["html"], images, answer["notes"])
