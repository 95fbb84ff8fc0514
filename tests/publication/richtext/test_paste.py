"""What Word and WPS put on the clipboard becomes clean structure."""

from pathlib import Path

import pytest

from gongkai.publication.richtext.paste import from_paste

PASTES = Path(__file__).parent / "pastes"


@pytest.mark.parametrize("name", ["word", "wps", "old_site"])
def test_a_paste_becomes_the_body_beside_it(name):
    pasted = (PASTES / f"{name}.html").read_text("utf-8")
    expected = "".join((PASTES / f"{name}.expected.html").read_text("utf-8").splitlines())

    assert from_paste(pasted) == expected
    assert from_paste(expected) == expected


@pytest.mark.parametrize(
    ("pasted", "body"),
    [
        ("只有文字", "<p>只有文字</p>"),
        ("", ""),
        ("<p>&nbsp;</p><p>　　</p><p><br></p>", ""),
        ("<div>甲</div><div>乙</div>", "<p>甲</p><p>乙</p>"),
        ("<p>政府信\n息公开 and\nmore</p>", "<p>政府信息公开 and more</p>"),
        ("<center><p>中</p></center>", '<p class="align-center">中</p>'),
        ("<h2>一</h2><h3>二</h3>", "<h2>一</h2><h3>二</h3>"),
        ("<h1>一</h1><h2>二</h2>", "<h2>一</h2><h3>二</h3>"),
        ("<b>粗<span style='font-weight:normal'>细</span></b>", "<p><strong>粗</strong>细</p>"),
        ("<p><font><b>甲</b></font><b>乙</b></p>", "<p><strong>甲乙</strong></p>"),
        ("<td>散落的格子</td>", "<p>散落的格子</p>"),
        ("<ol><li>一</li><ol><li>嵌套</li></ol></ol>", "<ol><li>一<ol><li>嵌套</li></ol></li></ol>"),
        ("<p style='display:none'>藏</p><p>见</p>", "<p>见</p>"),
    ],
)
def test_each_habit_of_the_clipboard_is_understood(pasted, body):
    assert from_paste(pasted) == body
