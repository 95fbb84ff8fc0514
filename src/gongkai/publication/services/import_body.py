"""Take the body of a draft from a Word document."""

from datetime import datetime

from gongkai.base.errors import Refused
from gongkai.publication.drafts import raw_content
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.kinds import FileUse
from gongkai.publication.models import Draft
from gongkai.publication.richtext.confined import read_docx
from gongkai.publication.richtext.docx import NotADocument
from gongkai.publication.services.attach_file import attach_file
from gongkai.publication.services.save_draft import save_draft


def import_body(*, actor: str, now: datetime, draft: Draft, name: str, content: bytes) -> list[str]:
    """Chinese sentences on what a person should look at; the body is a new version of the draft.

    1. Read the document in a confined process.
    2. Put its pictures in through the shield; where a rebuilt picture has other bytes, the body refers to those.
    3. Save.

    Raises:
        Refused: not a Word document, or the draft is not being drafted.
    """
    move(Stage(draft.stage), Move.EDIT)
    try:
        found = read_docx(content)
    except NotADocument as error:
        raise Refused("not_a_document", str(error)) from None
    html, notes = found.html, list(found.notes)
    for number, (digest, (picture, media_type)) in enumerate(found.images.items(), start=1):
        suffix = media_type.rpartition("/")[2]
        try:
            file = attach_file(
                actor=actor, now=now, draft=draft, name=f"图{number}.{suffix}", content=picture, use=FileUse.IMAGE
            )
        except Refused as refused:
            notes.append(f"第{number}幅图片没有导入：{refused.message}")
            continue
        html = html.replace(f"attachment:{digest}", f"attachment:{file.rebuilt_digest}")
    raw = raw_content(draft) | {"body": html}
    if not raw.get("title"):
        raw["title"] = name.rpartition(".")[0]
    save_draft(actor=actor, now=now, draft=draft, raw=raw, based_on=draft.version)
    return notes
