"""Office files are zip archives that carry the time of packing; this takes it out."""

import io
import re
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)


def stable(archive: bytes) -> bytes:
    """The same archive with fixed entry times, so that equal content gives equal bytes."""
    source = zipfile.ZipFile(io.BytesIO(archive))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
                content = re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
