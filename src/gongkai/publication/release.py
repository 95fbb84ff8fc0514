"""What is handed to the publish service: a document with its files, and who answers for it."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from gongkai.base.clock import day_of
from gongkai.base.errors import Refused
from gongkai.catalogue.index_numbers import parse
from gongkai.organs.models import Agency
from gongkai.publication.content import Content
from gongkai.publication.kinds import FileUse, Openness, Standing, Structure, Validity
from gongkai.publication.richtext.plain import to_text
from gongkai.publication.shield.engine import scan_text
from gongkai.publication.shield.findings import Severity
from gongkai.publication.shield.personal import mask


class Road(StrEnum):
    """How a document came to be published."""

    REVIEW = "review"
    IMPORT = "import"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who answers for the publication: after a review the drafter and those who passed it; else the responsible one."""

    road: Road
    responsible: str
    reviewers: tuple[str, ...] = ()
    secrecy_reviewer: str = ""
    draft: str = ""
    subject: str = ""
    """After a review: the draft, and the digest of the words and files that were signed."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file the shield has rebuilt and passed; ``digest`` is that of the rebuilt bytes in the file store."""

    digest: str
    name: str
    media_type: str
    size: int
    use: FileUse = FileUse.ATTACHMENT
    description: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A document ready for the public.

    ``public_id`` names the item a revision changes, or the identifier a new one is to have. ``published_on`` is given
    for what was public before it came here; else it is the day of the act. ``let_through`` holds the digests of texts
    that a second person let out though the shield stopped them.
    """

    agency: Agency
    content: Content
    approval: Approval
    files: tuple[ReleaseFile, ...] = ()
    public_id: str = ""
    index_number: str = ""
    published_on: date | None = None
    published_time: time | None = None
    abolished_on: date | None = None
    validity: Validity = Validity.IN_FORCE
    successor: str = ""
    source_id: str = ""
    standing: Standing = Standing.LIVE
    is_demonstration: bool = False
    let_through: frozenset[str] = frozenset()
    revises: bool | None = None
    """Whether there must be a former state; None where both will do."""
    screened: str = ""
    """The seal of a content the shield has passed in this run (:func:`seal_of`); anything else is read again."""


_PARAGRAPHS = re.compile(r"(?:<p>[^<>&\t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]*</p>)+")
_OF_THIS_RUN = secrets.token_bytes(32)


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def scanned_text(content: Content) -> list[tuple[str, str]]:
    """The texts of a document the shield reads, each with its place."""
    found = [("标题", content.title), ("内容概述", content.summary), ("关键词", content.keywords)]
    found += [("来源", content.source), ("文号", content.document_number)]
    found += [("统一登记号", content.registration_number), ("正文", _read_aloud(content.body))]
    found += [("联合发文机关", "\n".join(content.joint_agencies)), ("解读要素", "\n".join(content.elements))]
    for key, value in content.data.items():
        if isinstance(value, str):
            found.append((key, value))
        else:
            for number, block in enumerate(value, start=1):
                found += [(f"第{number}块标题", block["title"]), (f"第{number}块", block["value"])]
    return [(where, text) for where, text in found if text]


def scanned_names(files: Iterable[ReleaseFile]) -> list[tuple[str, str]]:
    """What stands on the page beside the files: names and descriptions, each with its place."""
    found = []
    for number, file in enumerate(files, start=1):
        found += [(f"第{number}个附件的文件名", file.name), (f"第{number}个附件的说明", file.description)]
    return [(where, text) for where, text in found if text]


def seal_of(content: Content) -> str:
    """The seal of the texts the shield reads; only this process and those forked from it can make it.

    Whoever calls has seen :func:`refuse_unfit` pass on exactly this content, so that an import need not read a text
    twice.
    """
    texts = repr(content)
    return hashlib.blake2b(texts.encode(), key=_OF_THIS_RUN, digest_size=32).hexdigest()


def _read_aloud(body: str) -> str:
    """``to_text`` of a sanitised body, without parsing where it is nothing but plain paragraphs."""
    if not _PARAGRAPHS.fullmatch(body):
        return to_text(body, with_addresses=True)
    lines = (line.strip(" ") for line in body[3:-4].split("</p><p>"))
    return "\n".join(line for line in lines if line.strip())


def refuse_unfit(release: Release, now: datetime) -> None:
    """Refuse a release that may not go out.

    Raises:
        Refused: attribute, persons, days, index number, or text that the shield stops.

    Source: Regulation arts. 13 to 17; 国办发〔2016〕80号 (公开属性).
    """
    content, approval = release.content, release.approval
    if content.openness is not Openness.PUBLIC:
        raise Refused("not_public", f"公开属性是“{content.openness.label}”的文件不能公开")
    if content.structure in (Structure.SITE, Structure.HOME) and release.agency.parent_id is not None:
        raise Refused("not_of_the_site", f"{content.structure.label}只能由本级政府发布")
    if content.interprets and content.interprets == release.public_id:
        raise Refused("interprets_itself", "文件不能解读它自己")
    if not approval.responsible:
        raise Refused("nobody_responsible", "公开须有责任人")
    if approval.road is Road.REVIEW and not set(approval.reviewers) - {approval.responsible}:
        raise Refused("one_person", "公开须经起草人以外的人审核")
    published_on = release.published_on or day_of(now)
    if content.made_on > published_on:
        raise Refused("made_after_published", f"成文日期{content.made_on}晚于发布日期{published_on}")
    if published_on > day_of(now):
        raise Refused("published_in_future", f"发布日期{published_on}还没有到；要定时公开，请使用“定时公开”")
    if release.index_number:
        try:
            parse(release.index_number)
        except ValueError as error:
            raise Refused("bad_index_number", str(error)) from None
    is_read = release.screened and secrets.compare_digest(release.screened, seal_of(content))
    _refuse_stopped(release, scanned_names(release.files) + ([] if is_read else scanned_text(content)))


def _refuse_stopped(release: Release, texts: Iterable[tuple[str, str]]) -> None:
    for where, text in texts:
        stopped = [one for one in scan_text(where, text) if one.severity is Severity.BLOCK]
        if stopped and digest_of(text) not in release.let_through:
            first = stopped[0]
            title = mask(release.content.title)
            raise Refused("shield", f"“{title}”的{where}含有不宜公开的内容：{first.excerpt_masked}")
