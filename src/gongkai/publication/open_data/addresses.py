"""Where the public finds things; given to machines, so that they stay as they are."""

import re
from urllib.parse import quote

from gongkai.publication.models import PublicFile
from gongkai.publication.richtext.sanitise import sanitise

SHORT = 16
_PICTURE = re.compile(r' src="attachment:([0-9a-f]{64})"')
_OWN = re.compile(r' (src|href)="/(?!/)')


def document_url(base: str, public_id: str) -> str:
    """The page of a document; ``base`` is scheme and host, empty for a path."""
    return f"{base}/p/{public_id}/"


def file_url(base: str, file: PublicFile) -> str:
    """A file of a document."""
    return f"{base}/p/{file.public_id}/files/{file.digest[:SHORT]}/{quote(file.name, safe='')}"


def report_url(base: str, code: str, year: int, format_key: str = "") -> str:
    """The page of an annual report, or one of its files."""
    return f"{base}/zfxxgk/nianbao/{quote(code, safe='')}/{year}/{format_key}"


def body_for_machines(html: str, files: list[PublicFile], base: str) -> str:
    """The body, sanitised again, with whole addresses; pictures that are no public file lose theirs."""
    known = {file.digest: file_url(base, file) for file in files}
    html = _PICTURE.sub(lambda found: f' src="{known[found[1]]}"' if found[1] in known else "", sanitise(html))
    return _OWN.sub(rf' \1="{base}/', html) if base else html
