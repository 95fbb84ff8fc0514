"""第十二条 has one address on every page."""

import pytest

from gongkai.publication.richtext.articles import table_of_contents, with_anchors

REGULATION = (
    "<p>目　录</p><p>第一章　总则</p><p>第二章　主体</p>"
    "<h2>第一章　总则</h2><p><strong>第一条</strong>　为了规范。</p><p>第二条为了保障。</p>"
    "<h2>第二章 主体</h2><h3>第一节　机关</h3><p>第十二条　机关。</p><p>第三条、第五条所称机关。</p>"
    "<blockquote><p>第四条　引文。</p></blockquote><p>第十二条　又一次。</p><p>第十二条之一　增加。</p>"
    "<p>第13条 数字。</p>"
)


def test_articles_chapters_and_sections_have_anchors():
    html = with_anchors(REGULATION)

    assert '<h2 id="ch-1">第一章　总则</h2><p id="art-1"><strong>第一条</strong>' in html
    assert '<h3 id="sec-2-1">第一节' in html
    assert html.count('id="art-12"') == 1
    assert '<p id="art-12-1">' in html
    assert '<p id="art-13">' in html


def test_mentions_quotations_and_a_typed_table_of_contents_do_not_count():
    html = with_anchors(REGULATION)

    assert "<p>第三条、第五条" in html
    assert "<p>第四条　引文" in html
    assert "<p>第一章　总则</p>" in html


def test_the_table_of_contents_is_in_reading_order():
    assert table_of_contents(REGULATION) == [
        *[("ch-1", "第一章　总则"), ("art-1", "第一条"), ("art-2", "第二条"), ("ch-2", "第二章　主体")],
        *[("sec-2-1", "第一节　机关"), ("art-12", "第十二条"), ("art-12-1", "第十二条之一"), ("art-13", "第13条")],
    ]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        *[("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("一百零一", 101), ("一百二十三", 123), ("一百一十", 110)],
        *[("一千二百六十", 1260), ("一〇三", 103), ("１２", 12), ("45", 45), ("一百〇五", 105)],
    ],
)
def test_every_way_of_counting_is_read(numeral, number):
    assert with_anchors(f"<p>第{numeral}条　正文</p>") == f'<p id="art-{number}">第{numeral}条　正文</p>'


@pytest.mark.parametrize(
    "mention", ["第五条规定的机关", "第五条第二款所称", "第五条和第六条", "第五条至第九条", "第五条的规定"]
)
def test_a_paragraph_that_speaks_of_an_article_is_not_that_article(mention):
    assert "id=" not in with_anchors(f"<p>{mention}</p>")


def test_what_an_amendment_quotes_over_several_paragraphs_does_not_count():
    html = "<p>第一条　修改为：“第九条　甲。</p><p>第十条　乙。”</p><p>第二条　施行。</p>"

    assert [anchor for anchor, _ in table_of_contents(html)] == ["art-1", "art-2"]


def test_a_quotation_mark_that_is_never_closed_hides_nothing():
    assert [anchor for anchor, _ in table_of_contents("<p>第一条　“甲。</p><p>第二条　乙。</p>")] == ["art-1", "art-2"]


def test_a_body_without_articles_stays_as_it_is():
    assert with_anchors("<p>通知</p>") == "<p>通知</p>"
