import pytest

from gongkai.law.source import CIVIL_CODE_PERIODS, FEE_MEASURES, OLD_REGULATION, Confidence, Source, regulation


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("某办法"), "《某办法》"),
        (Source("某办法", "某发〔2020〕1号"), "《某办法》（某发〔2020〕1号）"),
        (regulation(26), "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条"),
        (regulation(33, 2), "《中华人民共和国政府信息公开条例》（国务院令第711号）第三十三条第二款"),
        (regulation(36, item=5), "《中华人民共和国政府信息公开条例》（国务院令第711号）第三十六条第（五）项"),
        (Source("某法", "", 10, 1, 11), "《某法》第十条第一款第（十一）项"),
        (CIVIL_CODE_PERIODS, "《中华人民共和国民法典》第二百零三条"),
        (FEE_MEASURES, "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
    ],
)
def test_a_source_is_cited_as_a_letter_cites_it(source, expected):
    assert expected == str(source)


def test_what_is_from_memory_says_so():
    assert OLD_REGULATION.confidence is Confidence.MEMORY
    assert regulation(33).confidence is Confidence.FOUND


def test_every_confidence_has_its_own_chinese_name():
    assert [confidence.label for confidence in Confidence] == ["已见原文", "凭记忆，待核", "推定"]
