"""Personal data in a text that is to be public: where it stands, and the same text with it masked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.publication.shield.digits import numbers
from gongkai.publication.shield.findings import Finding, finding

HOME = "村|小区|家园|花园|公寓|苑|新城|社区|名城|华府|家属院|宿舍|名苑|花苑|嘉园|新村|庄|屯|寨"
COUNT = r"[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3}"
UNIT = rf"(?:第?(?:{COUNT})(?:号楼|栋|幢|座|号院|单元|组|队|户|号|室|楼|-|－)?[\s，,]*)"
DOOR = re.compile(rf"(?:{COUNT})(?:号楼|栋|幢|号院|单元|组|队|号|室)")
"""An inexpensive sign that a house may follow; the whole is looked at from here backwards."""
ADDRESS = re.compile(rf"(?P<area>[一-鿿]{{0,12}}(?:{HOME}))(?P<inner>[一-鿿]{{0,4}}?)(?P<door>{UNIT}+)")
OFFICE = re.compile(
    r"大厦|大楼|中心|办公|政府|委员会|村委|居委|服务|法院|政务|卫生院|学校|党群|工程|项目|道路|硬化|标段|公司"
)
LIVES = re.compile(r"住址|住所|住于|家住|现住|户籍|居住|地址|家庭|籍贯|[，,]住|姓名")
PLATE = re.compile(
    r"(?<![一-鿿A-Za-z0-9])?([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])([·•\s-]?)"
    r"([A-HJ-NP-Z0-9]{5,6})(?![A-Za-z0-9])"
)
CHILD = re.compile(
    r"(?P<name>[一-鿿]{1,2}某{0,2}[一-鿿]?)[，,（(、\s]{0,2}(?:[男女][，,、\s]{0,2})?(?P<age>[1-9]|1[0-7])(?:周)?岁"
)
CHILD_WORDS = re.compile(r"学生|儿童|未成年|孤儿|小学|中学|幼儿|监护|被害|女童|男童")
NAMES = {
    "姓名",
    "户主",
    "户主姓名",
    "学生姓名",
    "患者姓名",
    "申请人姓名",
    "受助人",
    "保障对象",
    "名字",
    "儿童姓名",
    "家长姓名",
    "学生",
}
LISTS = (
    ("personal.health_list", re.compile(r"病种|病情|疾病|诊断|残疾(类别|等级|类型|证号|人证)|伤残等级|患病|医疗救助")),
    (
        "personal.poverty_list",
        re.compile(r"低保|建档立卡|脱贫户|监测户|特困|致贫原因|困难类型|贫困|救助金额|家庭人均收入"),
    ),
    ("personal.minor_list", re.compile(r"学籍号|班级|年级|监护人|就读学校|孤儿|留守儿童|困境儿童|幼儿园名称")),
)
SURNAMES = set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖"
    "范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱覃武欧阳洪兰翁庄"
)
NAME = re.compile(r"[一-鿿]{2,4}")
SHORT_CELL = 14
ENOUGH_NAMES = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the text, and what stands in its place when it is masked."""

    kind: str
    start: int
    end: int
    masked: str


def findings(where: str, text: str) -> list[Finding]:
    """Personal data in one text."""
    return [finding(hit.kind, where, hit.masked) for hit in hits(text)]


def mask(text: str) -> str:
    """The text with personal data masked in the usual manner; names stay."""
    parts, at = [], 0
    for hit in hits(text):
        if hit.start >= at and hit.kind != "personal.minor":
            parts += [text[at : hit.start], hit.masked]
            at = hit.end
    return "".join([*parts, text[at:]])


def hits(text: str) -> list[Hit]:
    """Every stretch of personal data, from left to right."""
    found = [
        Hit(number.kind, number.start, number.end, _hidden(number.kind, number.digits)) for number in numbers(text)
    ]
    found += _addresses(text)
    found += [
        Hit("personal.plate", match.start(1), match.end(), f"{match[1]}***{match[3][-2:]}")
        for match in PLATE.finditer(text)
        if any(letter.isdigit() for letter in match[3])
    ]
    if "岁" in text and CHILD_WORDS.search(text):
        found += [Hit("personal.minor", m.start(), m.end(), "**岁") for m in CHILD.finditer(text) if _named(m["name"])]
    return sorted(found, key=lambda hit: hit.start)


def list_findings(pieces: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Lists of people with their illness, poverty or school: filled-in names beside a telling column."""
    heading = False
    telling: dict[str, str] = {}
    names = 0
    for where, text in pieces:
        for cell in re.split(r"[\t|,，\n ]+", text) if len(text) > SHORT_CELL else (text.strip(),):
            short = re.sub(r"\s", "", cell)
            if not short or len(short) > SHORT_CELL:
                continue
            if short in NAMES:
                heading = True
                continue
            kind = next((kind for kind, words in LISTS if words.search(short)), None)
            if kind:
                telling.setdefault(kind, where)
            elif heading and _named(short):
                names += 1
    if heading and names >= ENOUGH_NAMES:
        for kind, where in telling.items():
            yield finding(kind, where, f"约{names}个姓名")


def _named(word: str) -> bool:
    return bool(NAME.fullmatch(word)) and word[0] in SURNAMES and not word.endswith(tuple("市县区镇乡村局委"))


def _hidden(kind: str, digits: str) -> str:
    if kind == "personal.identity_number":
        return f"{digits[:2]}{'*' * (len(digits) - 5)}{digits[-3:]}"
    if kind == "personal.mobile":
        return f"{digits[-11:-8]}****{digits[-4:]}"
    return f"{'*' * (len(digits) - 4)}{digits[-4:]}"


def _addresses(text: str) -> Iterator[Hit]:
    reached = 0
    for door in DOOR.finditer(text):
        if door.start() < reached:
            continue
        start = max(reached, door.start() - 24)
        for match in ADDRESS.finditer(text, start, door.end() + 30):
            if not match.start("door") <= door.start() < match.end("door"):
                continue
            reached = match.end()
            kind = _address_kind(text, match)
            if kind:
                end = match.start("door") + len(match["door"].rstrip(" ，,\n\t-－"))
                yield Hit(kind, match.start(), end, f"{match['area']}***")
            break


def _address_kind(text: str, match: re.Match[str]) -> str | None:
    door = match["door"]
    around = text[max(0, match.start() - 30) : match.end() + 12]
    area = match["area"]
    if re.search(r"文件?$|号(令|文)|号（|条", text[match.end() - 1 : match.end() + 2]) or OFFICE.search(
        area + match["inner"]
    ):
        return None
    parts = len(re.findall(r"号楼|栋|幢|座|号院|单元|组|队|户|号|室", door))
    lives = LIVES.search(around)
    if lives or parts > 1 or (re.search(r"村|庄|屯|寨", area) and re.search(r"(?<!第)号$", door.rstrip(" ，,"))):
        return None if OFFICE.search(around) and not lives else "personal.address"
    return "personal.address_maybe" if re.search(r"组|队|单元|室", door) and not OFFICE.search(around) else None
