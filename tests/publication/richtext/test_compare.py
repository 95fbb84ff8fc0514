"""What changed is shown where it changed, and both versions can be read back from it."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.publication.richtext import compare as module
from gongkai.publication.richtext.compare import Segment, compare, compare_bodies
from gongkai.publication.richtext.sequences import Work, opcodes

LINES = st.lists(st.text("甲乙丙<&，\u3000a", max_size=12), max_size=12).map("\n".join)


def side(pieces, without):
    whole = [piece for piece in pieces if piece.kind != without]
    return ["".join(part.text for part in piece.segments if part.kind != without) for piece in whole]


def lines(text):
    return [line for line in text.split("\n") if line.strip()]


def test_a_changed_word_is_marked_inside_its_paragraph():
    pieces = compare("第一条 应当及时。\n第二条 收费。", "第一条 应当及时、准确。\n第二条 收费。")

    assert [piece.kind for piece in pieces] == ["changed", "same"]
    assert pieces[0].inline_html == "第一条 应当及时<ins>、准确</ins>。"
    assert (pieces[0].old_html, pieces[0].new_html) == ("第一条 应当及时。", "第一条 应当及时<ins>、准确</ins>。")


def test_paragraphs_come_and_go():
    assert [piece.kind for piece in compare("甲甲甲\n乙乙乙", "甲甲甲\n丙丙丙\n丁丁丁")] == [
        "same",
        "removed",
        "added",
        "added",
    ]


def test_what_it_shows_is_safe():
    piece = compare("<script>甲</script>", "<script>甲乙</script>")[0]

    assert "<script>" not in piece.inline_html
    assert Segment("added", "<b>").html == "<ins>&lt;b&gt;</ins>"


def test_bodies_are_compared_by_their_words():
    assert [piece.kind for piece in compare_bodies("<p>甲<b>乙</b></p>", "<h2>甲乙</h2><p>丙</p>")] == ["same", "added"]


def test_nothing_compared_with_nothing_is_nothing():
    assert compare("", "") == []
    assert [piece.kind for piece in compare("", "甲")] == ["added"]


@given(LINES, LINES)
def test_both_versions_can_be_read_back(old, new):
    pieces = compare(old, new)

    assert side(pieces, "added") == lines(old)
    assert side(pieces, "removed") == lines(new)


@given(LINES, LINES, st.integers(0, 200))
def test_however_little_work_is_allowed_both_versions_can_be_read_back(old, new, allowance):
    before, module.ALLOWANCE = module.ALLOWANCE, allowance
    try:
        pieces = compare(old, new)
    finally:
        module.ALLOWANCE = before

    assert side(pieces, "added") == lines(old)
    assert side(pieces, "removed") == lines(new)


@given(st.text("abc", max_size=30), st.text("abc", max_size=30), st.integers(0, 300))
def test_the_steps_lead_from_one_sequence_to_the_other(a, b, allowance):
    steps = opcodes(a, b, Work(allowance))

    assert "".join(a[i:j] for _, i, j, _, _ in steps) == a
    assert "".join(b[k:m] for _, _, _, k, m in steps) == b
    assert all((a[i:j] == b[k:m]) == (kind == "equal") for kind, i, j, k, m in steps)
