"""The agency and the fiscal year, from the title, the stated period or the first chapter; never from elsewhere."""

import re
from collections.abc import Iterator, Sequence

from gongkai.annual.published.labels import squeezed

LONGEST_TITLE = 90
LINES_OF_A_TITLE = 3
_SUBJECT = ("政府信息公开", "政务公开", "信息公开")
_REPORT = re.compile(r"(?:政府信息公开|政务公开|信息公开).{0,16}?(?:年度工作报告|年度报告|工作报告|年报)")
_PROSE = re.compile(r"[。；;]|根据|现将|如下|首页|当前位置|>|»|格式|点击|发布时间|解读")
_DIGITS = "〇一二三四五六七八九"
_YEAR = re.compile(r"(?<!\d)(20[0-9]{2})(?!\d)|二[〇○零Oo0]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])")
_YEAR_WORDS = re.compile(r"[（(]?(?:(?<!\d)20[0-9]{2}|二[〇○零Oo0][〇○零一二三四五六七八九]{2})\s*(?:年度|年)?[)）]?")
_PERIOD = re.compile(r"(20[0-9]{2})年1月1日[^。]{0,14}?(?:(20[0-9]{2})年)?12月31日")
_FIRST_YEAR = re.compile(r"(?<!\d)(20[0-9]{2})年")
_FILLER = re.compile(r"^(?:关于|印发|发布|公布|公开|做好|的)+|(?:关于|印发|发布|公布|年度|的)+$|[《》“”\"'#*·\-—_]")
_SITE = re.compile(r"[_|｜]|\s[-–—]+\s|--+|[-–—](?=\D)")
_ORGAN = re.compile(r"^[\u4e00-\u9fff（）()、·\s]{2,40}$")


def is_title(text: str) -> bool:
    """Whether a line is the title of an annual report (or its second half)."""
    line = squeezed(text)
    return len(line) <= LONGEST_TITLE and _REPORT.search(line) is not None and _PROSE.search(line) is None


def agency_and_year(lines: Sequence[str], titles: Sequence[str]) -> tuple[str, int | None, bool]:
    """The agency ("" where not found), the year the title states, and whether there is a title at all.

    Args:
        lines: the running text before the first chapter.
        titles: titles stated outside the text.
    """
    candidates = list(_candidates(lines, titles))
    agency = next((name for text in candidates if (name := _agency(text))), "")
    year = next((found for text in candidates if (found := _year(text)) is not None), None)
    return agency, year, bool(candidates)


def year_of_text(text: str, first_chapter: str) -> int | None:
    """The fiscal year that the stated period, else the first chapter, is about; None where neither says."""
    period = _PERIOD.search(squeezed(text))
    if period is not None:
        return int(period[2] or period[1])
    first = _FIRST_YEAR.search(squeezed(first_chapter[:2000]))
    return int(first[1]) if first is not None else None


def _candidates(lines: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    """Titles in the text, each followed by itself with the lines above it, then titles from outside."""
    lines = list(_rejoined(lines))
    places = [place for place, line in enumerate(lines) if is_title(line)]
    yield from (lines[place] for place in places)
    for place in places:
        above: list[str] = []
        for line in reversed(lines[max(0, place - LINES_OF_A_TITLE) : place]):
            name = _YEAR_WORDS.sub("", squeezed(line))
            if (name and _ORGAN.match(name) is None) or is_title(line) or len(line) > LONGEST_TITLE // 2:
                break
            above.insert(0, line)
        if above:
            yield "".join(above) + lines[place]
    for title in titles:
        yield from (part for part in [*_SITE.split(title), title] if is_title(part))


def _rejoined(lines: Sequence[str]) -> Iterator[str]:
    """The lines, where a title that the page broke in two stands in one again."""
    held = ""
    for line in lines:
        if held and not is_title(held) and not is_title(line) and is_title(held + line):
            held += line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _agency(title: str) -> str:
    line = squeezed(title)
    quoted = re.search(r"《([^《》]*(?:报告|年报))》", line)
    line = quoted[1] if quoted else line
    found = _REPORT.search(line)
    if found is None:
        return ""
    last = max(line.rfind(subject, 0, found.end()) for subject in _SUBJECT)
    if line.startswith("政府", last - 2):
        last -= 2
    name = _YEAR_WORDS.sub("", line[:last])
    previous = None
    while name != previous:
        previous, name = name, _FILLER.sub("", name)
    return name if len(name) > 1 else ""


def _year(title: str) -> int | None:
    found = _YEAR.search(squeezed(title))
    if found is None:
        return None
    if found[1]:
        return int(found[1])
    tens, ones = (0 if digit in "○零" else _DIGITS.index(digit) for digit in (found[2], found[3]))
    return 2000 + tens * 10 + ones
