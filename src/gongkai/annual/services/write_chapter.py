"""Write the words of a chapter."""

import re
from datetime import datetime

from django.db import transaction

from gongkai.annual.models import WrittenText
from gongkai.annual.narrative import LABELS
from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.base.rulebook import form_of
from gongkai.base.text import has_unprintable
from gongkai.law.steps import RuleViolation
from gongkai.organs.models import Agency

MAX_LENGTH = 20_000
WRITTEN_CHAPTERS = (1, 5, 6)


@transaction.atomic
def write_chapter(
    *, actor: str, now: datetime, agency: Agency, fiscal_year: int, chapter: int, text: str
) -> WrittenText:
    """The words now standing in the chapter; the former ones are retired and kept.

    Args:
        actor: account name.
        now: the moment of the act.
        agency: whose report.
        fiscal_year: of which year.
        chapter: 1, 5 or 6; chapters two to four are tables.
        text: paragraphs by line; ``{requests_handled}`` and its like stand for figures.

    Raises:
        Refused: another chapter, a year without a form, too long, characters that cannot be printed, or a
            placeholder that names no figure.

    Source: Regulation art. 50.
    """
    if chapter not in WRITTEN_CHAPTERS:
        raise Refused("no_words_here", "只有第一、五、六部分可以填写文字，第二至四部分由记录生成")
    try:
        form_of(fiscal_year)
    except RuleViolation as violation:
        raise Refused(violation.code, violation.message) from None
    if has_unprintable(text):
        raise Refused("unprintable", "文字中含有无法显示的控制字符，请清除后再保存")
    if len(text) > MAX_LENGTH:
        raise Refused("too_long", f"文字超过{MAX_LENGTH}字")
    known = {name.removeprefix("narrative/") for name in LABELS}
    for name in re.findall(r"\{([^{}]*)\}", text):
        if name not in known:
            raise Refused("unknown_figure", f"“{{{name}}}”不是可引用的数据；可用：{'、'.join(sorted(known))}")
    if re.sub(r"\{[^{}]*\}", "", text).count("{") or re.sub(r"\{[^{}]*\}", "", text).count("}"):
        raise Refused("unknown_figure", "花括号须成对，用于引用数据")
    current = WrittenText.objects.filter(agency=agency, fiscal_year=fiscal_year, chapter=chapter, retired_at=None)
    current.update(retired_at=now)
    written = WrittenText.objects.create(
        agency=agency, fiscal_year=fiscal_year, chapter=chapter, text=text.strip(), recorded_at=now
    )
    log.append(
        actor=actor,
        action="report.chapter_written",
        object_type="report",
        object_id=f"{agency.code}-{fiscal_year}",
        agency=agency.code,
        now=now,
        detail={"chapter": chapter, "length": len(written.text)},
    )
    return written
