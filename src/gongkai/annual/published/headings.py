"""Which line is the heading of one of the six chapters."""

import re
from dataclasses import dataclass

from gongkai.annual.published.labels import core
from gongkai.base.rulebook import forms

LONGEST_HEADING = 40
_NUMERALS = "一二三四五六"
_NUMBERED = re.compile(
    r"^(?:(?P<bracket>[（(]\s*(?P<in_bracket>[一二三四五六])\s*[）)])|第(?P<part>[一二三四五六])(?:部分|章)"
    r"|(?P<plain>[一二三四五六1-6])\s*[、,，.．:：])\s*[、,，.．:：]?"
)
_AFTER_NAME = re.compile(r"[。：:；;\s]+")
_FURTHER_NAMES = {
    1: ("概述", "总体概况"),
    2: ("行政机关主动公开政府信息情况", "主动公开政府信息的情况", "主动公开情况"),
    3: ("行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况"),
    4: ("因政府信息公开工作被申请行政复议提起行政诉讼的情况", "政府信息公开行政复议和行政诉讼情况"),
    5: ("政府信息公开工作存在的主要问题及改进情况", "存在的主要问题和改进情况", "存在的问题及改进情况"),
    6: ("其他需要报告的情况", "需要报告的其他事项"),
}
_KEYWORDS = {
    1: r"总体情况$",
    2: r"主动公开.*情况$",
    3: r"(?:收到和?处理|申请).*情况$",
    4: r"行政复议.*诉讼.*情况$",
    5: r"问题.*(?:改进|措施|打算|建议)",
    6: r"其他.*报告.*(?:事项|情况)$",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter's heading: the form's number, the words as printed, text that follows on the same line."""

    number: int
    printed: str
    rest: str
    bracketed: bool
    bare: bool


_STATUTORY = {
    core(printed): _NUMERALS.index(printed[0]) + 1
    for form in forms().values()
    for printed in form.chapters + form.chapter_aliases
}
_NAMES = _STATUTORY | {core(name): number for number, names in _FURTHER_NAMES.items() for name in names}


def heading_of(text: str) -> Heading | None:
    """The chapter heading that ``text`` is or begins with; None for any other line."""
    line = text.lstrip("#*_> \t\n\r\u3000").rstrip("*_# \t\n\r\u3000")
    found = _NUMBERED.match(line)
    if found is None:
        statutory = _STATUTORY.get(core(line)) if len(line) <= LONGEST_HEADING else None
        return Heading(statutory, line, "", bracketed=False, bare=True) if statutory else None
    bracketed = found["bracket"] is not None
    mark = found["in_bracket"] or found["part"] or found["plain"]
    printed_number = int(mark) if mark.isdigit() else _NUMERALS.index(mark) + 1
    for name, rest in _cuts(line[found.end() :]):
        number = _number_of(name, printed_number, bracketed=bracketed)
        if number is not None:
            printed = line[: found.end()] + name
            return Heading(number, printed.strip(), rest.strip(), bracketed=bracketed, bare=False)
    return None


def _cuts(line: str) -> list[tuple[str, str]]:
    """The line as a whole, then cut where a heading could end and text begin."""
    cuts = [(line, "")] if len(line) <= LONGEST_HEADING * 2 else []
    ends = _AFTER_NAME.finditer(line[: LONGEST_HEADING + 1])
    return cuts + [(line[: found.start()], line[found.end() :]) for found in ends]


def _number_of(name: str, printed: int, *, bracketed: bool) -> int | None:
    bare = core(name)
    exact = _NAMES.get(bare)
    if bracketed:
        # Chapter one has sections of its own, （一）主动公开情况 among them: number and name must agree.
        return exact if exact == printed else None
    if exact is not None:
        return exact
    fits = len(bare) <= LONGEST_HEADING and re.search(_KEYWORDS[printed], bare) is not None
    return printed if fits else None
