"""Content-addressed files: a file's name is its digest, so that it is stored once and its change is noticed."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DamagedFile(OSError):
    """The stored bytes no longer have the digest they are filed under."""


def _place(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise FileNotFoundError(digest)
    return Path(settings.FILES_DIR) / digest[:2] / digest


def put(content: bytes) -> str:
    """Store ``content`` durably; returns its SHA-256 in hexadecimal."""
    digest = hashlib.sha256(content).hexdigest()
    path = _place(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    return digest


def get(digest: str) -> bytes:
    """The stored bytes.

    Raises:
        FileNotFoundError: nothing is stored under this digest.
        DamagedFile: the bytes were changed on disk.
    """
    content = _place(digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise DamagedFile(f"文件{digest[:12]}…的内容已被改动")
    return content
