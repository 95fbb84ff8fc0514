"""Nothing anyone can type keeps the server busy; ordinary pages of any length stay what they are."""

import time
import tracemalloc

import pytest

from gongkai.publication.richtext import sanitise as module
from gongkai.publication.richtext import soup
from gongkai.publication.richtext.entered import from_entered
from gongkai.publication.richtext.paste import from_paste
from gongkai.publication.richtext.plain import from_plain, to_text
from gongkai.publication.richtext.sanitise import sanitise
from gongkai.publication.richtext.similarity import similarity

LONGEST = 2_000_000
GENEROUS = 10  # seconds; what is tested takes less than two on a slow machine
UNITS = [
    "<p>a",
    "<ul><li>a",
    "<td>a",
    "<br>",
    "<b>a</b>",
    "&",
    "&a ",
    "<",
    ">",
    "<!--[if ",
    "<![if ",
    "<!--x",
    "<style>",
]
UNITS += ["<!--StartFragment-->", '<p a="', "</x>", "<a href=x>", "\u00a0", " ", "a\r\n", "<p =", "\ufdd0"]
FORMATS = "".join(f"<b a={number}>" for number in range(900))
HEAPS = {
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(200_000)) + ">x</p>",
    "as many tags as are parsed": "<p>a" * (soup.MAX_OPENING - 1),
    "formats opened anew in each paragraph": "<p>" + FORMATS + "<p>x" * 18_000,
    "one long address in many paragraphs": '<p><a href="' + "x" * 1_000_000 + '">' + "x<br><br>" * 12_000,
    "tables that hold their elements open": "<div><table><td></div></table>" * 8_000,
    "closing tags that open": "<p><div>" * 950 + "</p></x>" * 25_000,
    "lists beside lists": "<ol><li>a" + "<ol>x</ol>" * 12_000,
    "a level of many digits": '<p style="mso-list:l0 level' + "9" * 10_000 + '">x</p>',
}


def seconds(work, *given):
    start = time.process_time()
    work(*given)
    return time.process_time() - start


@pytest.mark.parametrize("work", [from_entered, from_paste, sanitise])
@pytest.mark.parametrize("unit", UNITS)
def test_two_million_characters_are_read_in_good_time(unit, work):
    assert seconds(work, "<p>x" + unit * (LONGEST // len(unit))) < GENEROUS


@pytest.mark.parametrize("name", HEAPS)
def test_a_heap_is_read_in_good_time_and_comes_to_rest(name):
    assert seconds(from_entered, HEAPS[name]) < GENEROUS
    body = from_entered(HEAPS[name])
    assert from_entered(body) == body
    assert sanitise(body) == body


@pytest.mark.parametrize("html", ["<p>a" * 100_000, "<b>" * 1_001 + "a", "<table><td>" * 1_100 + "a"])
def test_no_parser_sees_too_many_tags_or_too_deep_ones(html, monkeypatch):
    monkeypatch.setattr(module, "_round", lambda _html: pytest.fail("parsed"))

    assert module.is_too_deep(html)
    assert set(sanitise(html).split()) == {"a"}


def test_what_the_parser_sees_has_few_attributes_and_none_on_formats(monkeypatch):
    seen = []
    monkeypatch.setattr(module, "_round", lambda html: seen.append(html) or html)
    sanitise(
        "<b a=1 style=x>a</b><p onclick=x class=indent b=2>b" + "<p " + " ".join(f"a{n}" for n in range(9_000)) + ">c"
    )

    assert seen == ['<b>a</b><p class="indent">b<p>c']


def test_what_too_many_tags_held_is_kept_as_text_without_scripts():
    body = from_paste("<script>x</script><p>甲 &amp; 乙" * 40_000)

    assert body.startswith("<p>甲 &amp; 乙 甲")
    assert "x" not in body
    assert body.count("甲") == 40_000


def test_a_long_table_and_a_long_regulation_stay_what_they_are():
    table = "<table><tbody>" + "<tr><td>单位</td><td>数</td></tr>" * 6_000 + "</tbody></table>"
    regulation = "<p>第一条 <strong>政府</strong>信息</p>" * 9_000

    assert from_paste(table) == table
    assert from_paste(regulation) == regulation


def test_more_lines_than_paragraphs_lose_no_character():
    assert to_text(from_plain("甲\n" * 100_000)).count("甲") == 100_000


@pytest.mark.parametrize(
    ("pasted", "body"),
    [
        ("<p>见<!--[if gte mso 9]><xml>藏</xml><![endif]-->到</p>", "<p>见到</p>"),
        ("<p>见<!--[IF x]>藏<!--[if y]>藏<![ENDIF]-->到<![endif]--></p>", "<p>见到</p>"),
        ("<p><![if !supportLists]>一<![endif]>二</p>", "<p>一二</p>"),
        ("<p>a<!--[if x]-->b<!--[endif]-->c</p>", "<p>abc</p>"),
        ("藏<!--StartFragment--><p>见</p><!--EndFragment-->藏", "<p>见</p>"),
        ("<p>a<!-- > -->b<!-->c<!--->d</p>", "<p>abcd</p>"),
        ("<p title='a>b'>c</p>", "<p>c</p>"),
        ("<p>1 < 2 && 3 > 2 &copy;&nbsp;&#20013;</p>", "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2 ©&nbsp;中</p>"),
        ("<STYLE>p</Style ><p>a</p><textarea><p>b", "<p>a</p>"),
        ("<p>a<div", "<p>a</p>"),
    ],
)
def test_the_reading_of_markup_is_that_of_browsers(pasted, body):
    assert from_paste(pasted) == body


def test_every_reserved_character_of_the_reader_may_be_in_a_text():
    everything = "".join(map(chr, range(0xFDD0, 0xFDF0)))

    assert sanitise(f"<p>a{everything[:20]}&amp;b</p>") == f"<p>a{everything[:20]}&amp;b</p>"
    assert sanitise(f"<p>a{everything}&amp;b</p>") == "<p>a&amp;b</p>"


@pytest.mark.parametrize(
    ("href", "read"),
    [
        ("tel:138%30013%38000", "13800138000"),
        ("http://a.cn/?id=1101051949%31231002X", "11010519491231002X"),
        ("mailto:%31%31@b.cn", "11@b.cn"),
        ("/p/%2531%2532", "/p/12"),
    ],
)
def test_addresses_are_read_as_written_and_decoded(href, read):
    text = to_text(f'<p><a href="{href}">x</a></p>', with_addresses=True)

    assert href in text
    assert read in text
    assert read not in to_text(f'<p><a href="{href}">x</a></p>')


def test_the_comparison_of_long_texts_is_cut():
    long = "".join(chr(0x4E00 + number * number % 20_000) for number in range(1_000_000))
    tracemalloc.start()
    assert similarity(long, long) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 100_000_000
    assert seconds(similarity, long, long) < GENEROUS
    assert similarity("甲" * 300_000 + "乙" * 300_000, "甲" * 20) == 1
