"""A copy is told from an explanation."""

import pytest

from gongkai.publication.richtext.similarity import COPIED, similarity

DOCUMENT = (
    "第一条　为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，建设法治政府，充分发"
    "挥政府信息对人民群众生产、生活和经济社会活动的服务作用，制定本条例。第二条　本条例所称政府信息，"
    "是指行政机关在履行行政管理职能过程中制作或者获取的，以一定形式记录、保存的信息。第五条　行政机关"
    "公开政府信息，应当坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。"
)
PARAPHRASE = (
    "这部法规想解决的问题很简单：老百姓想知道政府手里有什么材料，应该怎么办。它先说明哪些材料算数，也就是机关干活时写下"
    "或者收到的东西；又定下规矩，能给的都要给，只有少数情形可以不给。"
)


def test_a_copy_is_a_copy_whatever_its_spaces_and_punctuation():
    assert similarity(DOCUMENT, DOCUMENT) == 1
    assert similarity(DOCUMENT.replace("，", ", ").replace("　", "\n"), DOCUMENT) == 1


def test_a_copy_with_small_edits_is_still_one():
    edited = DOCUMENT.replace("本条例", "该条例").replace("人民群众", "群众").replace("公正、公平", "公平")

    assert COPIED < similarity(edited, DOCUMENT) < 1


def test_a_copy_of_a_part_is_one_for_the_part():
    assert similarity(DOCUMENT[40:160], DOCUMENT) == 1
    assert similarity(DOCUMENT, DOCUMENT[40:160]) < 0.7
    assert 0.3 < similarity(PARAPHRASE + DOCUMENT[:100], DOCUMENT) < COPIED


def test_an_explanation_in_other_words_is_none():
    assert similarity(PARAPHRASE, DOCUMENT) < 0.1


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("", DOCUMENT, 0),
        (DOCUMENT, "", 0),
        ("", "", 0),
        ("，。", "，。", 0),
        ("政府信息", DOCUMENT, 1),
        ("税收", DOCUMENT, 0),
    ],
)
def test_short_and_empty_texts_have_an_answer(a, b, share):
    assert similarity(a, b) == share
