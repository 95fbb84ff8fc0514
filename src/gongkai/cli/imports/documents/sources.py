"""Where rows come from: a table file, a folder of Word documents, a folder of pages."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.base.errors import Refused
from gongkai.base.tabular import read_rows
from gongkai.cli.imports.documents.pages import page_cells
from gongkai.cli.imports.documents.word import word_cells

MOST_TABLE = 20 * 1024**3
METADATA = "metadata.csv"
Rows = Iterator[tuple[int, dict[str, Any]]]


@dataclass(frozen=True)
class Source:
    """Rows that can be gone through once more, and what tells them from others."""

    name: str
    digest: str
    size: int
    rows: Callable[[], Rows]
    is_folder: bool = False


def open_source(path: Path, *, agency: str, keeps_files: bool) -> Source:
    """The rows of a file or folder.

    Args:
        path: CSV, XLSX, JSON lines, or a folder of .docx or .html files.
        agency: code for rows that name no agency; it belongs to what the rows say.
        keeps_files: whether pictures of Word documents are put into the file store; not on a dry run.

    Raises:
        Refused: there is nothing to read.
    """
    if not path.is_dir():
        if not path.is_file():
            raise Refused("unreadable_file", f"找不到文件“{path}”")
        digest = _digest(path)
        if agency:
            digest = hashlib.sha256(f"{digest} {agency}".encode()).hexdigest()
        return Source(path.name, digest, path.stat().st_size, lambda: read_rows(path, most_bytes=MOST_TABLE))
    files = _files(path)
    lines = [f"{file.relative_to(path).as_posix()} {_digest(file)}" for file in files]
    manifest = path / METADATA
    lines += [_digest(manifest)] if manifest.is_file() else []
    digest = hashlib.sha256("\n".join([*lines, agency]).encode()).hexdigest()
    return Source(
        path.name or str(path),
        digest,
        0,
        lambda: _folder_rows(path, files, _manifest(manifest), keeps_files=keeps_files),
        is_folder=True,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    """The Word documents or the pages of a folder, sub-folders too, in order; links and hidden files are none."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~"))
    ]
    word = [path for path in found if path.suffix.lower() == ".docx"]
    pages = [path for path in found if path.suffix.lower() in (".html", ".htm")]
    if word and pages:
        raise Refused("mixed_folder", "文件夹里既有 .docx 又有 .html 文件，请分开后各自导入")
    if not word and not pages:
        raise Refused("empty_file", "文件夹里没有 .docx 或 .html 文件")
    return word or pages


def _manifest(path: Path) -> dict[str, dict[str, str]]:
    """What ``metadata.csv`` says of each file, by its path in the folder."""
    if not path.is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    for number, row in read_rows(path):
        name = row.pop("file", "") or row.pop("文件", "")
        if not name:
            raise Refused("unreadable_file", f"{METADATA} 第{number}行没有填写 file（文件的路径）")
        found[name.replace("\\", "/")] = {key: value for key, value in row.items() if value}
    return found


def _folder_rows(folder: Path, files: list[Path], manifest: dict[str, dict[str, str]], *, keeps_files: bool) -> Rows:
    names = {file.relative_to(folder).as_posix() for file in files}
    unknown = sorted(set(manifest) - names)
    if unknown:
        raise Refused("unreadable_file", f"{METADATA} 里的“{unknown[0]}”不在文件夹里")
    for number, file in enumerate(files, start=1):
        name = file.relative_to(folder).as_posix()
        is_page = file.suffix.lower() != ".docx"
        found = page_cells(file) if is_page else word_cells(file, keeps_files=keeps_files)
        if "/" in name:
            found.setdefault("agency", name.partition("/")[0])
        given = manifest.get(name, {})
        yield number, {"source_id": name, **found, **given, "file": name}
