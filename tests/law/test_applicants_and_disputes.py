import pytest

from gongkai.base import rulebook
from gongkai.law.applicants import ApplicantKind
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.forms import DISPUTE_BLOCKS, DISPUTE_RESULTS, TOTAL


@pytest.mark.parametrize("form", rulebook.forms().values(), ids=rulebook.forms())
def test_the_kinds_of_applicant_are_the_columns_of_table_three_by_key_and_name(form):
    columns = {column.key: column.label for column in form.applicant_columns if column.key != TOTAL}

    assert columns == {kind.value: kind.label for kind in ApplicantKind}


def test_the_kinds_of_dispute_are_the_blocks_of_table_four_by_key_and_name():
    assert {kind.value: kind.label for kind in DisputeKind} == DISPUTE_BLOCKS


def test_the_results_of_disputes_are_those_of_table_four_with_pending_and_total_left_out():
    results = {result.value: result.label for result in DisputeResult}

    assert {**results, "pending": "尚未审结", "total": "总计"} == DISPUTE_RESULTS
