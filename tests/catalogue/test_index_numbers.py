"""索引号 in all the forms seen on live sites."""

import pytest

from gongkai.catalogue.index_numbers import IndexNumberMode, doubts, emit, parse, prefix_of

SEEN = """000014349/2017-00110 0142768-8/2022-00185 014416330/2018-04736 11341702486344515H/202110-00013
11441700007280420Y/2021-00050 11370812004339255B/2020-22849 113708280043326001/2024-02411
11620622013933539B/2021-03844 11370112MB2803691Q/2024-6538710 035210000/2025-00016 000000001/2021-00151
053533505/2021-00106 FZ0010/2021-00490 /2021-172732 000014349/2023-05239""".split()  # noqa: SIM905 - as a list it would be a page long


@pytest.mark.parametrize("text", SEEN)
def test_every_form_in_use_is_read_and_written_back(text):
    assert str(parse(text)) == text


def test_the_month_is_told_from_the_year():
    number = parse("11341702486344515H/202110-00013")

    assert (number.year, number.month, number.serial) == (2021, 10, "00013")


@pytest.mark.parametrize("text", ["", "abc", "1/2-3", "X/2021-", "X/2021-123456789", "X/202113-00001", "中/2021-00001"])
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="不像索引号"):
        parse(text)


def test_what_we_emit_is_read_back():
    assert parse(emit(prefix="11410300005378888X", year=2020, serial=7)).serial == "00007"
    assert emit(prefix="G", year=2020, serial=123456) == "G/2020-123456"


def test_the_nine_digits_are_those_of_the_organisation():
    arguments = {"unified_code": "11410300005378888X", "house_code": "YB"}

    assert prefix_of(**arguments, mode=IndexNumberMode.UNIFIED_CODE) == "11410300005378888X"
    assert prefix_of(**arguments, mode=IndexNumberMode.ORGANISATION_CODE) == "005378888"
    assert prefix_of(unified_code="", house_code="yb_1", mode=IndexNumberMode.UNIFIED_CODE) == "YB1"


def test_a_wrong_check_digit_is_a_doubt_and_never_a_refusal():
    assert doubts(parse("000014349/2017-00110")) == []
    assert "校验位" in doubts(parse("000014348/2017-00110"))[0]
    assert "校验位" in doubts(parse("11341702486344515A/2021-00013"))[0]
    assert doubts(parse("FZ0010/2021-00490")) == []
