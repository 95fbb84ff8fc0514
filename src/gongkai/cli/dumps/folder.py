"""A folder that appears whole or not at all, with the digest of every file in it."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongkai.base.errors import Refused

SUMS = "SHA256SUMS"
MARK = "datapackage.json"


class Folder:
    """Files being written into a folder of their own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, dict[str, Any]] = {}

    def write(self, name: str, lines: Iterable[str]) -> None:
        """Write the lines as UTF-8 and remember size and digest."""
        digest, size = hashlib.sha256(), 0
        with (self.path / name).open("wb") as file:
            for line in lines:
                content = line.encode()
                file.write(content)
                digest.update(content)
                size += len(content)
            file.flush()
            os.fsync(file.fileno())
        self.files[name] = {"url": name, "size": size, "sha256": digest.hexdigest()}

    def write_json(self, name: str, value: Any) -> None:
        """Write a value as JSON a person can read."""
        self.write(name, [json.dumps(value, ensure_ascii=False, indent=2) + "\n"])


@contextmanager
def folder_beside(target: Path) -> Iterator[Folder]:
    """A folder beside ``target`` that takes its place when all is written; on an error nothing is left of it.

    Raises:
        Refused: ``not_a_dump`` where ``target`` holds something else.
    """
    target = target.absolute()
    if target.exists() and not _is_replaceable(target):
        raise Refused("not_a_dump", f"“{target}”不是空目录，也不是以前导出的目录；请换一个目录")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        folder = Folder(made)
        yield folder
        sums = "".join(f"{file['sha256']}  {name}\n" for name, file in sorted(folder.files.items()))
        (made / SUMS).write_text(sums, "utf-8")
        made.chmod(0o755)
        if target.exists():
            former = made.with_name(made.name + ".former")
            target.rename(former)
            made.rename(target)
            shutil.rmtree(former)
        else:
            made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _is_replaceable(target: Path) -> bool:
    if target.is_symlink() or not target.is_dir():
        return False
    return not any(target.iterdir()) or ((target / SUMS).is_file() and (target / MARK).is_file())
