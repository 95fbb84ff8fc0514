"""Personal data is found however it is written, and what only looks like it is left alone."""

import time

import pytest

from gongkai.publication.shield import personal
from gongkai.publication.shield.digits import CHECK, WEIGHTS
from gongkai.publication.shield.engine import scan_text


def check_digit(body):
    return CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


ID = "35010219900307123" + check_digit("35010219900307123")
X_BODY = next(body for body in (f"41030319851224{n}" for n in range(100, 999)) if check_digit(body) == "X")
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def card(prefix):
    for check in range(10):
        number = f"{prefix}{check}"
        total = sum(sum(divmod(int(d) * (2 if n % 2 else 1), 10)) for n, d in enumerate(reversed(number)))
        if total % 10 == 0:
            return number
    raise AssertionError


CARD_19, CARD_16 = card("622848007356421987"), card("622588123456789")
PERSONAL = [
    (f"身份证号{ID}。", "personal.identity_number"),
    (f"张三 {X_BODY}X 男", "personal.identity_number"),
    (f"张三 {X_BODY}x 男", "personal.identity_number"),
    (f"证件：{ID[:6]} {ID[6:14]} {ID[14:]}", "personal.identity_number"),
    (f"证件：{ID[:6]}-{ID[6:14]}-{ID[14:]}", "personal.identity_number"),
    (f"证件：{ID[:4]} {ID[4:8]} {ID[8:12]} {ID[12:16]} {ID[16:]}", "personal.identity_number"),
    (" ".join(ID), "personal.identity_number"),
    (ID.translate(FULL), "personal.identity_number"),
    ((X_BODY + "X").translate(FULL), "personal.identity_number"),
    ("\u200b".join(ID), "personal.identity_number"),
    (f"{ID[:9]}\ufeff{ID[9:]}", "personal.identity_number"),
    (f"{ID[:9]}\u202e{ID[9:]}", "personal.identity_number"),
    (f"序号1 {ID}", "personal.identity_number"),
    (f"1 {ID} 2", "personal.identity_number"),
    (f"{ID}{'，'}13812345678", "personal.identity_number"),
    ("老证 350102850307123", "personal.identity_number"),
    ("电话13812345678", "personal.mobile"),
    ("电话138 1234 5678", "personal.mobile"),
    ("电话138-1234-5678", "personal.mobile"),
    ("电话138－1234－5678", "personal.mobile"),
    ("电话+8613812345678", "personal.mobile"),
    ("电话+86 138 1234 5678", "personal.mobile"),
    ("１３８１２３４５６７８", "personal.mobile"),
    ("1 3 8 1 2 3 4 5 6 7 8", "personal.mobile"),
    ("138\u200b1234\u200b5678", "personal.mobile"),
    ("李四（19912345678）", "personal.mobile"),
    (f"卡号{CARD_19}", "personal.bank_card"),
    (f"卡号{CARD_16}", "personal.bank_card"),
    (f"卡号{CARD_19[:4]} {CARD_19[4:8]} {CARD_19[8:12]} {CARD_19[12:16]} {CARD_19[16:]}", "personal.bank_card"),
    (f"银行卡 {card('453242012345678')}", "personal.bank_card"),
    ("家住洛江镇河边村3组12号", "personal.address"),
    ("住址：阳光小区3号楼2单元501室", "personal.address"),
    ("户籍地址为下塘村28号", "personal.address"),
    ("现住锦绣花园12栋1单元301室", "personal.address"),
    ("车牌豫A12345", "personal.plate"),
    ("闽C·D1234F", "personal.plate"),
    ("王小明，男，12岁，某小学学生", "personal.minor"),
    ("留守儿童李小红（9岁）", "personal.minor"),
]
HARMLESS = [
    "11410300005378888X/2020-00012",
    "索引号：11410300005378888X/2020-00012",
    "统一社会信用代码：11410300005378888X",
    "统一社会信用代码91410300MA44TY7K3B",
    "洛政办〔2020〕12号",
    "联系电话：0379-63912345",
    "（0379）63912345转8012",
    "热线12345、010-12345、400-600-1234、4006001234",
    "区划代码410311001001",
    "金额1234567890123.45元",
    "合同金额13812345678元",
    "198.95784412345",
    "比例0.13812345678",
    "2024-01-01 2024-12-31 08:30:00",
    "2020 2021 2022 2023 2024",
    "项目代码：2401-410300-04-01-123456",
    "项目代码2020-410311-48-03-013812",
    "流水号20240101123456789012",
    "证书编号：410311202401011234",
    "350102199003071234567",
    "A13812345678B",
    "订单号1381234567890",
    "北京路12号",
    "行政服务中心3号楼305室",
    "洛阳市政府大楼B座1205室",
    "实施河边村5组道路硬化工程",
    "河南村2020年第12号公告",
    "下塘村民委员会第3号公告",
    "《个人信息保护法》第18条",
    "京津冀协同发展",
    "豫ABCDE",
    "年满18岁的公民",
    "60岁以上老年人",
    "3岁以下婴幼儿照护",
    "11111111111",
    "00000000000000000000",
    "ISBN 978-7-5093-1234-5",
    "邮编471000",
    "户名：财政局 账号：1705020129200123456",
    "GB/T 22239-2019",
    "国发〔2019〕17号、财综〔2020〕3号",
]


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_it_is_found(text, kind):
    assert kind in {row.kind for row in scan_text("", text)}, text


@pytest.mark.parametrize("text", HARMLESS)
def test_it_is_left_alone(text):
    assert scan_text("", text) == []


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_a_finding_does_not_repeat_the_data(text, kind):
    for row in scan_text("", text):
        assert ID not in row.excerpt_masked
        assert "13812345678" not in row.excerpt_masked


def test_masking_follows_the_usual_manner():
    assert personal.mask("电话13812345678。") == "电话138****5678。"
    assert personal.mask(f"证{ID}。") == f"证35*************{ID[-3:]}。"
    assert personal.mask(f"卡{CARD_19}。") == f"卡***************{CARD_19[-4:]}。"
    assert personal.mask("住址：洛江镇河边村3组12号，电话138 1234 5678") == "住址：洛江镇河边村***，电话138****5678"
    assert personal.mask("张三，男，12岁，学生") == "张三，男，12岁，学生"


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_nothing_is_found_after_masking(text, kind):
    left = [
        row.kind for row in scan_text("", personal.mask(text)) if row.kind not in ("personal.minor", "personal.plate")
    ]
    assert left == []


def cells(*rows):
    return [(f"{row}-{column}", text) for row, line in enumerate(rows) for column, text in enumerate(line)]


def test_a_list_of_ill_people_is_found():
    rows = cells(["姓名", "残疾等级"], ["王小明", "二级"], ["李红", "一级"])
    assert {row.kind for row in personal.list_findings(rows)} == {"personal.health_list"}


def test_a_list_of_poor_people_in_plain_text_is_found():
    text = "姓名\t村组\t低保类别\n张三丰\t河边村\tA类\n赵小云\t下塘村\tB类\n"
    assert {row.kind for row in personal.list_findings([("", text)])} == {"personal.poverty_list"}


def test_a_list_of_pupils_is_found():
    rows = cells(["学生姓名", "班级", "监护人"], ["王小明", "三班", "王大明"], ["李红", "一班", "李军"])
    assert {row.kind for row in personal.list_findings(rows)} == {"personal.minor_list"}


def test_an_empty_form_is_no_list():
    assert list(personal.list_findings(cells(["姓名", "残疾等级"], ["", ""], ["填表人", "日期"]))) == []


def test_a_table_of_offices_is_no_list():
    rows = cells(["单位", "低保人数", "残疾人数"], ["洛江镇", "12", "3"], ["王城街道", "9", "1"])
    assert list(personal.list_findings(rows)) == []


def test_long_texts_of_digits_take_no_long_time():
    for text in (
        "1" * 200_000,
        "1 " * 100_000,
        "村" * 200_000,
        "3组" * 100_000,
        "河边村3组" * 40_000,
        "豫A" * 100_000,
        "1-" * 100_000,
    ):
        started = time.monotonic()
        scan_text("", text)
        assert time.monotonic() - started < 5
