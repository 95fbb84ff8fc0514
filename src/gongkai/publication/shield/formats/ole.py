"""Old binary files (doc, xls, ppt, wps, et, dps): what their streams tell, and their change into the new kind."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import olefile

from gongkai.publication.shield.findings import Finding, Unacceptable, finding

SECONDS = 60
KINDS = (
    ("WordDocument", "doc", "docx", "Word", ".docx"),
    ("Workbook", "xls", "xlsx", "Excel", ".xlsx"),
    ("Book", "xls", "xlsx", "Excel", ".xlsx"),
    ("PowerPoint Document", "ppt", "pptx", "PowerPoint", ".pptx"),
)
MACROS = {"vba", "macros", "_vba_project_cur", "_vba_project"}
EMBEDDED = {"objectpool", "mbd"}
UNKNOWN = "不认识这个旧格式文件；请用办公软件打开后另存为 .docx、.xlsx 或 .pptx 再上传"


def scan(content: bytes) -> Iterable[Finding]:
    """Findings by the names of the streams.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``unknown_type``.
    """
    modern_suffix(content)
    seen: set[str] = set()
    for path in _streams(content):
        names = {name.lower() for name in path}
        if names & MACROS and "macro" not in seen:
            seen.add("macro")
            yield finding("ole.macro", f"数据流 {path[0]}")
        if any(name in EMBEDDED or name.startswith("mbd") for name in names) and path[0] not in seen:
            seen.add(path[0])
            yield finding("ole.embedded", f"数据流 {path[0]}")
        if names & {"revision log", "user names"}:
            yield finding("ole.revisions", f"数据流 {path[0]}")


def modern_suffix(content: bytes) -> str:
    """What the file becomes: ``docx``, ``xlsx`` or ``pptx``.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``unknown_type``.
    """
    return _kind(content)[2]


def modern(content: bytes) -> bytes:
    """The file changed into the new kind by LibreOffice, in a profile and folder of its own.

    Raises:
        Unacceptable: ``legacy_format`` without LibreOffice or when it fails; also as :func:`modern_suffix`.
    """
    _, old, new, program, suffix = _kind(content)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    sentence = f"旧格式文件无法检查隐藏内容；请用 {program} 或 WPS 打开后另存为 {suffix} 再上传"
    if office is None:
        raise Unacceptable("legacy_format", sentence)
    with tempfile.TemporaryDirectory(prefix="shield-") as folder:
        source = Path(folder, f"source.{old}")
        source.write_bytes(content)
        command = [
            office,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation=file://{folder}/profile",
        ]
        command += ["--convert-to", new, "--outdir", f"{folder}/out", str(source)]
        try:
            environment = _environment(folder)
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, cwd=folder, env=environment)  # noqa: S603 - fixed program
            return Path(folder, "out", f"source.{new}").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unacceptable("legacy_format", sentence) from error


def _environment(folder: str) -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "TMPDIR": folder}


def _kind(content: bytes) -> tuple[str, str, str, str, str]:
    streams = {path[0] for path in _streams(content)}
    if streams & {"EncryptedPackage", "EncryptionInfo"}:
        raise Unacceptable("encrypted", "文件设有打开密码，无法检查；请去掉密码后再上传")
    for kind in KINDS:
        if kind[0] in streams:
            return kind
    raise Unacceptable("unknown_type", UNKNOWN)


def _streams(content: bytes) -> list[list[str]]:
    try:
        with olefile.OleFileIO(content) as file:
            return file.listdir(streams=True, storages=True)
    except Exception as error:  # olefile raises many sorts for damaged files; all mean the same here
        raise Unacceptable("damaged", "文件已损坏，无法打开；请用办公软件打开后另存再上传") from error
