"""Key files: made once, whole or not at all, with access for the owner alone."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


class KeyMissing(RuntimeError):
    """A key file is not there, or holds no key."""


def read(path: Path) -> bytes:
    """The key in the file.

    Raises:
        KeyMissing: no such file, or it is empty.
    """
    content = path.read_bytes() if path.exists() else b""
    if not content:
        raise KeyMissing(f"密钥文件“{path}”不存在或为空。请从备份恢复；没有它，已封存的数据和签名都无法读取或核对")
    return content


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """The key in the file, made on first use; of two processes making it at once, the first wins.

    Raises:
        KeyMissing: the file is there but empty.
    """
    if path.exists():
        return read(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
    return read(path)
