"""Marks of secrecy in a text: a classification with its star or term, internal papers, work secrets."""

import re
from collections.abc import Iterator

from gongkai.publication.shield.findings import Finding, finding

SIGNS = ("绝密", "机密", "秘密", "密级", "内部", "外传", "仅供", "扩散", "注意保存", "★", "☆", "严禁复制")
SPACED = re.compile(r"(绝|机|秘)[\s\u3000]{1,6}密|内[\s\u3000]{1,6}部[\s\u3000]{1,6}(资|文)")
TERM = r"(?:\d{1,2}|[０-９]{1,2}|[一二三五十]{1,3})\s*[年月]|长期"
MARK = re.compile(
    rf"(?<![保商业家作人涉泄窃国])(绝密|机密|秘密)级?\s*(?:[★☆＊*]\s*(?:{TERM})?|(?:{TERM})(?![一-鿿]))"
    r"|[★☆]\s*(绝密|机密|秘密)"
)
STATED = re.compile(r"(?:密级|保密等级|涉密等级)[\s：:]*[（(【\[]?(绝密|机密|秘密|内部)")
ALONE = re.compile(r"[【\[（(〔<★☆\s]*(绝密|机密|秘密)(?:级|件|文件)?[】\])）〕>★☆\s！!]*")
WORK = re.compile(
    r"[【\[（(★\s]*工作秘密[】\])）\s]*(?:[★☆].*|\d{1,2}年)?|.{0,6}(?:属于|列为|定为|确定为)工作秘密[，。；].{0,30}"
)
INTERNAL = re.compile(
    r"[【\[（(★\s]*内部(?:资料|文件|材料|传阅|参考|使用|刊物|掌握)(?!性)[】\])）\s，,、·★]*"
    r"(?:注意保存|注意保管|妥善保管|(?:严禁|请勿|不得|禁止|不准)(?:外传|扩散|翻印|复制|转载)|仅供.{0,8})?[】\])）\s！!。]*"
)
KEEP = re.compile(r"(?:严禁|请勿|不得|禁止|不准|切勿)(?:对外|擅自)?(?:外传|扩散)|注意保存")
ONLY_FOR = re.compile(
    r"仅供(?:内部|领导|机关|单位内部|系统内|工作|本单位|有关领导|参会人员)[^，。；\s]{0,6}(?:参考|参阅|使用|传阅|掌握)"
)
ONLY = re.compile(r"[【\[（(\s]*仅供(?:参考|参阅)[】\])）\s！!。]*")
SHORT_LINE = 30


def findings(where: str, text: str) -> Iterator[Finding]:
    """Marks of secrecy in one text; law titles and ordinary uses of the words are none."""
    if not any(sign in text for sign in SIGNS) and not SPACED.search(text):
        return
    for line in text.splitlines():
        kind = _kind(re.sub(r"[\s\u3000]+", " ", line).strip())
        if kind:
            yield finding(kind, where, line.strip()[:20])


def _kind(line: str) -> str | None:
    close = line.replace(" ", "")
    short = len(close) <= SHORT_LINE
    if MARK.search(close) or STATED.search(close) or ALONE.fullmatch(close):
        return "secrecy.mark"
    if WORK.fullmatch(close):
        return "secrecy.work_secret"
    if (short and INTERNAL.fullmatch(close)) or ONLY_FOR.search(close):
        return "secrecy.internal"
    if KEEP.search(close):
        return "secrecy.internal" if short else "secrecy.phrase"
    return "secrecy.phrase" if ONLY.fullmatch(close) else None
