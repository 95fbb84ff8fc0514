"""What a Word document says, as the cells of a row."""

import hashlib
from pathlib import Path
from typing import Any

from lxml import html as markup

from gongkai.base import files
from gongkai.cli.imports.documents.lines import document_number, last_day, title_lines
from gongkai.publication.kinds import FileUse
from gongkai.publication.release import ReleaseFile
from gongkai.publication.richtext.confined import read_docx
from gongkai.publication.richtext.docx import NotADocument
from gongkai.publication.richtext.plain import to_text
from gongkai.publication.shield.confined import rebuild_confined, scan_confined
from gongkai.publication.shield.findings import Unacceptable, Verdict

HEADINGS = ("h1", "h2")
MOST_BYTES = 100 * 1024 * 1024


def word_cells(path: Path, *, keeps_files: bool) -> dict[str, Any]:
    """Title, number, day, body and pictures; ``unreadable`` says why there is nothing.

    Args:
        path: the document.
        keeps_files: whether pictures go into the file store.
    """
    if path.stat().st_size > MOST_BYTES:
        return {"unreadable": "文件超过100MB，请拆分后再导入"}
    try:
        found = read_docx(path.read_bytes())
    except NotADocument as error:
        return {"unreadable": str(error)}
    body, notes = found.html, list(found.notes)
    kept = []
    for number, (digest, (picture, media_type)) in enumerate(found.images.items(), start=1):
        name = f"图{number}.{media_type.rpartition('/')[2]}"
        try:
            image = _picture(name, picture, keeps_files=keeps_files)
        except Unacceptable as refused:
            notes.append(f"第{number}幅图片没有导入：{refused.message}")
            body = _without_picture(body, digest)
            continue
        kept.append(image)
        body = body.replace(f"attachment:{digest}", f"attachment:{image.digest}")
    title, body = _title_of(body)
    lines = to_text(found.html).splitlines()
    return {
        "title": title or path.stem,
        "document_number": document_number(lines),
        "made_on": last_day(lines),
        "body": body,
        "files": tuple(kept),
        "notes": notes,
    }


def _picture(name: str, content: bytes, *, keeps_files: bool) -> ReleaseFile:
    """The picture made anew by the shield.

    Raises:
        Unacceptable: it cannot be taken, or the shield stops what it shows.
    """
    rebuilt = rebuild_confined(content, name)
    name = f"{Path(name).stem}.{rebuilt.suffix}"
    if scan_confined(rebuilt.content, name).verdict is not Verdict.CLEAN:
        raise Unacceptable("blocked", "图片含有不宜公开的内容")
    digest = files.put(rebuilt.content) if keeps_files else hashlib.sha256(rebuilt.content).hexdigest()
    return ReleaseFile(digest, name, rebuilt.media_type, len(rebuilt.content), FileUse.IMAGE)


def _without_picture(body: str, digest: str) -> str:
    tree = markup.fragment_fromstring(body, create_parent="div")
    for image in tree.xpath("//img"):
        if image.get("src") == f"attachment:{digest}":
            image.drop_tree()
    return _inside(tree)


def _title_of(body: str) -> tuple[str, str]:
    """The title, and the body without it: the page prints it above."""
    tree = markup.fragment_fromstring(body or "<p></p>", create_parent="div")
    blocks = [
        (block.tag in HEADINGS or "align-center" in block.get("class", ""), " ".join(block.text_content().split()))
        for block in tree
    ]
    start, end = title_lines(blocks)
    for block in list(tree)[start:end]:
        tree.remove(block)
    return "".join(text for _, text in blocks[start:end]), _inside(tree)


def _inside(tree: markup.HtmlElement) -> str:
    return "".join(markup.tostring(block, encoding="unicode") for block in tree)
