"""Terms: what an installation begins with, and how they change without losing what was."""

import pytest

from cast import NOW
from gongkai.base.errors import Refused
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.services.edit_term import edit_term, retire_term
from gongkai.catalogue.vocabularies import (
    all_vocabularies,
    history_of_term,
    statutory_terms_for,
    term_names,
    vocabulary,
)

pytestmark = pytest.mark.django_db


def test_the_statutory_tree_has_the_fifteen_items_and_the_additions_by_level():
    """Source: Regulation arts. 20 and 21."""
    codes = {
        kind: [term.code for term in statutory_terms_for(kind)] for kind in ("government", "department", "township")
    }

    assert sum(code.startswith("20-") for code in codes["government"]) == 15
    assert sum(code.startswith("21-c") for code in codes["department"]) == 7
    assert sum(code.startswith("21-t") for code in codes["township"]) == 8
    assert not [code for code in codes["township"] if code.startswith("21-c")]


def test_there_are_22_subject_classes_with_children():
    subjects = vocabulary(VocabularyKey.SUBJECT)

    assert len(subjects.tree) == 22
    assert subjects.path("2-1") == "综合政务\\政务公开"
    assert subjects.top("2-1") == "2"
    assert "2-1" in subjects.under("2")


def test_an_edit_keeps_the_former_state():
    edit_term(actor="chen", now=NOW, key=VocabularyKey.STATUTORY, code="20-06", name="处罚和强制", limit_working_days=7)

    states = history_of_term(VocabularyKey.STATUTORY, "20-06")
    assert [state.name for state in states] == ["处罚和强制", "行政处罚和行政强制"]
    assert vocabulary(VocabularyKey.STATUTORY).by_code["20-06"].limit_working_days == 7


def test_a_new_term_stands_at_the_end_and_a_retired_one_keeps_its_name():
    edit_term(actor="chen", now=NOW, key=VocabularyKey.AUDIENCE, code="tourists", name="游客")
    assert vocabulary(VocabularyKey.AUDIENCE).terms[-1].code == "tourists"
    retire_term(actor="chen", now=NOW, key=VocabularyKey.AUDIENCE, code="tourists")

    assert "tourists" not in vocabulary(VocabularyKey.AUDIENCE).by_code
    assert term_names({VocabularyKey.AUDIENCE: {"tourists"}}) == {("audience", "tourists"): "游客"}


def test_a_term_cannot_stand_under_itself_or_under_nothing():
    for parent in ("2", "2-1"):
        with pytest.raises(Refused, match="自己或它的下级"):
            edit_term(actor="chen", now=NOW, key=VocabularyKey.SUBJECT, code="2", parent_code=parent)
    with pytest.raises(Refused, match="没有代码"):
        edit_term(actor="chen", now=NOW, key=VocabularyKey.SUBJECT, code="2", parent_code="99")


def test_a_term_with_children_is_not_retired():
    with pytest.raises(Refused, match="下面还有分类"):
        retire_term(actor="chen", now=NOW, key=VocabularyKey.SUBJECT, code="2")


def test_reading_again_after_an_edit_shows_the_edit():
    before = all_vocabularies()
    assert all_vocabularies() is before
    edit_term(actor="chen", now=NOW, key=VocabularyKey.OPENNESS, code="decision", name="决策公开（改）")

    assert all_vocabularies()[VocabularyKey.OPENNESS].by_code["decision"].name == "决策公开（改）"
