"""Nothing that can run or reach out gets through, whatever it is wrapped in; what a body may hold stays."""

import re

import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st
from vectors import CLASSICS, vectors

from gongkai.publication.richtext import sanitise as module
from gongkai.publication.richtext.paste import from_paste
from gongkai.publication.richtext.sanitise import sanitise

HTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = (
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a"}
    | {"img", "strong", "em", "u", "s", "sub", "sup", "br", "hr", "blockquote", "pre", "code", "figure", "figcaption"}
    | {"ruby", "rt", "rp", "html", "head", "body"}
)
ATTRIBUTES = {
    ("a", "href"): r"(?i)(https?:|mailto:|tel:)[^\s\\]*|(?!//)[^:\s\\]*|[/?#][^\\]*",
    ("a", "rel"): "noopener noreferrer nofollow",
    ("img", "src"): r"attachment:[0-9a-f]{64}|/p/(?!.*\.\.)[\w./~%-]+",
    ("img", "alt"): r"(?s).*",
    ("img", "width"): r"\d{1,4}",
    ("img", "height"): r"\d{1,4}",
    ("ol", "start"): r"\d{1,4}",
    ("td", "colspan"): r"\d{1,4}",
    ("td", "rowspan"): r"\d{1,4}",
    ("th", "colspan"): r"\d{1,4}",
    ("th", "rowspan"): r"\d{1,4}",
    ("th", "scope"): "(col|row)(group)?",
}
ALIGNED = {"p", "h2", "h3", "h4", "li", "td", "th", "caption", "figure", "figcaption"}
CLASSES = {"align-left", "align-center", "align-right", "indent", "no-indent"}
VECTORS = list(dict.fromkeys(vectors()))
WHOLE = (
    '<h2>标题</h2><p class="align-right">㛃𬮿𠀀·</p><p><a href="/p/a">内</a><a href="https://www.gov.cn/" '
    'rel="noopener noreferrer nofollow">外</a><a href="mailto:a@b.cn">信</a><a href="tel:12345">话</a></p>'
    f'<figure><img src="attachment:{"0a" * 32}" alt="图" width="20" height="10"><figcaption>图一</figcaption></figure>'
    '<table><caption>表</caption><thead><tr><th scope="col" colspan="2">甲</th></tr></thead><tbody><tr>'
    '<td rowspan="2" class="align-center">乙</td><td>丙</td></tr></tbody><tfoot><tr><td>丁</td></tr></tfoot></table>'
    '<ol start="3"><li>三<ul><li>子</li></ul></li></ol><blockquote><p>引<br>文</p></blockquote>'
    "<pre><code>x\n y</code></pre>"
    "<hr><p><strong>a</strong><em>b</em><u>c</u><s>d</s><sub>e</sub><sup>f</sup>"
    "<ruby>㛃<rp>(</rp><rt>jié</rt><rp>)</rp></ruby></p>"
)


def faults(html):
    """What a browser would build from it that is on none of the lists above."""
    for element in tinyhtml5.parse(html).iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        tag = element.tag.removeprefix(HTML)
        if not element.tag.startswith(HTML) or tag not in ELEMENTS:
            yield tag
        for name, value in element.attrib.items():
            if name == "class" and tag in ALIGNED and set(value.split()) <= CLASSES:
                continue
            if not re.fullmatch(ATTRIBUTES.get((tag, name), "(?!)"), value):
                yield f"{tag} {name}={value}"


def test_the_corpus_is_large():
    assert len(VECTORS) >= 900


@pytest.mark.parametrize("number", range(20))
def test_no_attack_gets_through_and_a_second_cleaning_changes_nothing(number):
    for attack in VECTORS[number::20]:
        clean = sanitise(attack)
        assert not list(faults(clean)), attack
        assert sanitise(clean) == clean, attack


@pytest.mark.parametrize("number", range(20))
def test_no_attack_gets_through_the_paste_either(number):
    for attack in VECTORS[number::20]:
        clean = from_paste(f"<!--[if mso]>{attack}<![endif]--><p class=MsoNormal>{attack}</p>")
        assert not list(faults(clean)), attack
        assert from_paste(clean) == clean, attack


def test_the_judge_would_see_an_open_door(monkeypatch):
    monkeypatch.setattr(module, "_round", lambda html: html)

    assert sum(bool(list(faults(sanitise(attack)))) for attack in CLASSICS) > 40


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                f"<{slash}{tag}>"
                for tag in sorted(ELEMENTS | {"svg", "math", "style", "div", "b"})
                for slash in ("", "/")
            ]
            + ["x", "\n", "&lt;", "&", "<", ">", '"', "\0", "𬮿", "<!--", "-->", "&#1;", "\u3000", "]]>"]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_heap_of_tags_comes_to_rest(heap):
    clean = sanitise(heap)

    assert not list(faults(clean))
    assert sanitise(clean) == clean
    pasted = from_paste(heap)
    assert not list(faults(pasted))
    assert from_paste(pasted) == pasted


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_to_rest(text):
    clean = sanitise(text)

    assert not list(faults(clean))
    assert sanitise(clean) == clean


def test_what_a_body_may_hold_stays_as_it_is():
    assert sanitise(WHOLE) == WHOLE
    assert from_paste(WHOLE) == WHOLE


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ('<a href="//evil.example/x">x</a>', "https://evil.example/x"),
        ('<a href="/\\evil.example">x</a>', "https://evil.example"),
        ('<a href="http://a.cn">x</a>', "nofollow"),
        ("<b>粗</b><i>斜</i><del>删</del>", "<strong>粗</strong><em>斜</em><s>删</s>"),
        ("<h1>一</h1><h6>六</h6>", "<h2>一</h2><h4>六</h4>"),
        ('<p class="align-center evil">x</p>', '<p class="align-center">x</p>'),
        ('<p id="art-1" style="color:red">x</p>', "<p>x</p>"),
        ('<td colspan="1e9">', ""),
        ("<form><p>留下</p></form>", "<p>留下</p>"),
    ],
)
def test_each_rule_does_what_it_says(given_html, kept):
    assert kept in sanitise(given_html)


def test_a_link_to_the_own_site_has_no_rel():
    assert sanitise('<a href="/p/x">x</a>') == '<a href="/p/x">x</a>'


def test_pictures_come_only_from_the_own_files():
    for source in ("http://x/1.png", "//x/1", "/desk/1", "p/1", "/p/../x", "attachment:1", "ATTACHMENT:" + "a" * 64):
        assert sanitise(f'<p>a<img src="{source}">b</p>') == "<p>ab</p>"


@pytest.mark.parametrize("tag", ["div", "u", "blockquote", "ul><li", "table><tr><td", "span"])
def test_absurdly_deep_markup_becomes_its_text(tag):
    deep = f"<{tag}>" * 60_000 + "<script>x</script>文"

    assert "文" in sanitise(deep)
    assert not list(faults(sanitise(deep)[:1000]))
