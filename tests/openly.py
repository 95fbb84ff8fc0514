"""A platform with something of every standing: what tests of interface, feeds, dumps and search share."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from cast import NOW, Cast, make_cast
from gongkai.publication.kinds import Genre, Standing, Structure
from gongkai.publication.models import Document, DraftFile
from gongkai.publication.release import ReleaseFile
from gongkai.publication.services.change_state import merge_document, withdraw_document
from gongkai.publication.services.save_draft import start_draft
from publishers import published

HIDDEN = "HIDDEN-CANARY-77ab"
GUIDE = ["office", "address", "hours", "phone", "fax", "internet", "classification", "arrangement", "access"]
LATER = NOW + timedelta(hours=1)
PICTURE = "a" * 64
PAPER = ReleaseFile("b" * 64, "标准 表格.xlsx", "application/vnd.ms-excel", 2048)


@dataclass(frozen=True)
class Stock:
    """Public documents, and one each of what the public must not meet."""

    cast: Cast
    policy: Document
    reading: Document
    merged: Document
    withdrawn: Document
    on_record: Document
    draft_id: str


def make_stock() -> Stock:
    """A policy with file and picture, its interpretation, a guide, and what is hidden under the canary."""
    cast = make_cast()
    where = cast.government
    image = ReleaseFile(PICTURE, "示意图.png", "image/png", 10)
    policy = published(
        where,
        "关于低保标准的通知",
        day=date(2020, 5, 8),
        document_number="测政〔2020〕5号",
        category="20-01",
        form="notice",
        keywords="低保，救助",
        genre=Genre.NORMATIVE_DOCUMENT,
        body=f'<p>城乡<strong>低保</strong>标准每月 700 元</p><p><img src="attachment:{PICTURE}" alt="图"></p>',
        files=(PAPER, image),
    )
    reading = published(where, "低保标准问答", day=date(2020, 5, 9), interprets=policy.public_id)
    published(
        where,
        "测试区人民政府政府信息公开指南",
        structure="guide",
        body="",
        data=dict.fromkeys(
            ("office", "address", "hours", "phone", "fax", "internet", "classification", "arrangement", "access"), "有"
        )
        | {"channels": "邮寄|开通|测试路1号|注明"},
    )
    hidden = {
        "summary": HIDDEN,
        "body": f"<p>{HIDDEN}</p>",
        "files": (ReleaseFile("c" * 64, f"{HIDDEN}.pdf", "x/y", 1),),
    }
    merged = published(where, f"已合并{HIDDEN}", **hidden)
    merge_document(actor="zhou", now=LATER, public_id=merged.public_id, into=policy.public_id, reason="重复")
    withdrawn = published(where, f"已撤下{HIDDEN}", interprets=policy.public_id, **hidden)
    withdraw_document(actor="zhou", now=LATER, public_id=withdrawn.public_id, reason="误发")
    on_record = published(where, f"仅登记{HIDDEN}", standing=Standing.ON_RECORD, **hidden)
    raw = {"title": f"草稿{HIDDEN}", "body": f"<p>{HIDDEN}</p>", "openness": "public", "made_on": "2020-01-01"}
    draft = start_draft(actor="zhou", now=NOW, agency=where, raw=raw)
    DraftFile.objects.create(
        draft=draft,
        token=uuid4().hex,
        name=f"{HIDDEN}.docx",
        digest="d" * 64,
        size=1,
        use="attachment",
        position=0,
        verdict="clean",
        added_by="zhou",
        added_at=NOW,
    )
    assert Document.objects.filter(structure=Structure.GUIDE.value).exists()
    return Stock(cast, policy, reading, merged, withdrawn, on_record, draft.public_id)


def body_of(response) -> str:
    """The content of an answer, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()
