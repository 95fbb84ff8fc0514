"""Marks of secrecy stop a file; titles and ordinary uses of the words do not."""

import pytest

from gongkai.publication.shield.engine import scan_text

MARKS = [
    ("秘密★10年", "secrecy.mark"),
    ("机密★", "secrecy.mark"),
    ("绝密 ★ 长期", "secrecy.mark"),
    ("机密☆5年", "secrecy.mark"),
    ("机  密", "secrecy.mark"),
    ("秘　密", "secrecy.mark"),
    ("【绝密】", "secrecy.mark"),
    ("秘密 1年", "secrecy.mark"),
    ("密级：机密", "secrecy.mark"),
    ("保密等级：秘密", "secrecy.mark"),
    ("通知\n机密★20年\n正文", "secrecy.mark"),
    ("工作秘密", "secrecy.work_secret"),
    ("工作秘密★3年", "secrecy.work_secret"),
    ("内部资料  注意保存", "secrecy.internal"),
    ("内部文件，严禁外传", "secrecy.internal"),
    ("【内部资料】", "secrecy.internal"),
    ("（内部使用）", "secrecy.internal"),
    ("本材料不得外传", "secrecy.internal"),
    ("仅供领导参阅", "secrecy.internal"),
    ("仅供内部使用，请勿转发。", "secrecy.internal"),
]
ORDINARY = [
    "《中华人民共和国保守国家秘密法》",
    "保守国家秘密法实施条例",
    "涉及商业秘密、个人隐私的除外",
    "涉密信息系统集成资质单位名单",
    "确保数据的机密性、完整性和可用性",
    "国家秘密定密管理暂行规定",
    "工作秘密管理办法解读",
    "内部资料性出版物管理办法",
    "内部控制规范（试行）",
    "内部审计工作规定",
    "秘密级以上事项由保密委员会审定",
    "国家秘密的密级分为绝密、机密、秘密三级",
    "绝密级国家秘密的保密期限不超过三十年，机密级不超过二十年",
    "密级：公开",
    "密切联系群众",
    "★重点工作",
    "五星级★★★★★",
]


@pytest.mark.parametrize(("text", "kind"), MARKS)
def test_a_mark_is_found(text, kind):
    assert kind in {row.kind for row in scan_text("", text)}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(text):
    assert scan_text("", text) == []
