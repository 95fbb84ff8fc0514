"""Text goes in and comes out as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publication.richtext.entered import from_entered
from gongkai.publication.richtext.plain import excerpt, from_plain, to_text

NAUGHTY = [
    *[
        "undefined",
        "null",
        "NaN",
        "0x0",
        "1/0",
        "1e309",
        "-1",
        "--",
        "'; DROP TABLE documents; --",
        "{{ 7*7 }}",
        "%s%n",
        "$(x)",
    ],
    *[
        "<script>alert(1)</script>",
        "<p>不是标签",
        "&lt;",
        "&amp;amp;",
        "a & b < c > d",
        "\"quoted\" 'too'",
        "`tick`",
        "\\",
        "../../etc",
    ],
    *[
        "㛃",
        "𬮿",
        "·",
        "𠀀𫠠𬺰",
        "\U0002b81e\U00030000",
        "Ω≈ç√∫",
        "田中さん",
        "😀👨‍👩‍👧",
        "Z̮̞̠͙͔ͅA̡̡̡",
        "\u202etxet",
        "a\u200bb",
        "ﷺ",
        "１２３",
    ],
    *[
        "11010519491231002X",
        "１１０１０５",
        "138 0013 8000",
        "a  b",
        "e\u0301",
        "㊙",
        "%E4",
        "\u00a0x\u00a0y",
        "ÅäÖ",
        "مرحبا",
        "\u202d",
    ],
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_line_comes_back_as_it_was(text):
    assert to_text(from_plain(text)) == text.strip("\u00a0")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cn")), min_size=1))
def test_any_line_comes_back_as_it_was(text):
    assert to_text(from_plain(text)) == text


def test_a_megabyte_in_one_line_comes_back():
    text = "政府信息公开" * 60_000

    assert to_text(from_plain(text)) == text


def test_each_line_is_a_paragraph_without_its_indent():
    assert from_plain("　　第一段\r\n\r\n第二段 <b>") == "<p>第一段</p><p>第二段 &lt;b&gt;</p>"


def test_a_block_is_a_line_and_cells_are_parted_by_tabs():
    html = "<h2>题</h2><p>甲<br>乙</p><table><tr><td><p>一</p><p>二</p></td><td>三</td></tr>"
    html += "<tr><td></td><td>四</td></tr></table>尾"

    assert to_text(html) == "题\n甲\n乙\n一  二\t三\n\t四\n尾"


def test_what_pictures_are_called_and_where_links_point_can_be_read():
    html = f'<p>见<a href="tel:13800138000">电话</a><img src="attachment:{"a" * 64}" alt="流程图"></p>'

    assert "流程图" in to_text(html)
    assert "13800138000" not in to_text(html)
    assert "13800138000" in to_text(html, with_addresses=True)


def test_an_excerpt_is_one_line_of_the_length_asked_for():
    assert excerpt("<p>一二三</p><p>四五六</p>", 5) == "一二三…"
    assert excerpt("<p>一二三</p>", 5) == "一二三"


def test_text_without_a_block_tag_is_plain_and_with_one_is_html():
    assert from_entered("a < b\n<b>c</b>") == "<p>a &lt; b</p><p>&lt;b&gt;c&lt;/b&gt;</p>"
    assert from_entered('<p align="center"><b>c</b></p>') == '<p class="align-center"><strong>c</strong></p>'
