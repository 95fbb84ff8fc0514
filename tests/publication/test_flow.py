"""The table of moves, by itself."""

import itertools

import pytest

from gongkai.base.errors import Refused
from gongkai.publication.flow import ALL_STEPS, MOVES, IllegalMove, Move, Stage, Step, check_route, move


def test_the_long_way_passes_three_reviews():
    stage = Stage.DRAFTING
    seen = []
    for act in (Move.SUBMIT, Move.PASS, Move.PASS, Move.PASS, Move.PUBLISH):
        stage = move(stage, act)
        seen.append(stage)

    assert seen == [Stage.FIRST, Stage.SECOND, Stage.FINAL, Stage.APPROVED, Stage.PUBLISHED]


def test_steps_left_out_are_passed_over_but_never_the_last():
    assert move(Stage.DRAFTING, Move.SUBMIT, (Step.FINAL,)) is Stage.FINAL
    assert move(Stage.DRAFTING, Move.SUBMIT, (Step.SECOND, Step.FINAL)) is Stage.SECOND
    assert move(Stage.FIRST, Move.PASS, (Step.FIRST, Step.FINAL)) is Stage.FINAL
    with pytest.raises(Refused, match="终审不能省略"):
        check_route([Step.FIRST, Step.SECOND])


@pytest.mark.parametrize(("stage", "act"), [p for p in itertools.product(Stage, Move) if p not in MOVES])
def test_what_is_not_in_the_table_is_refused(stage, act):
    with pytest.raises(IllegalMove):
        move(stage, act)


@pytest.mark.parametrize("route", [ALL_STEPS, (Step.FINAL,), (Step.FIRST, Step.FINAL), (Step.SECOND, Step.FINAL)])
def test_publishing_is_reached_only_through_the_final_review(route):
    """Every path through the table up to eight moves long: before PUBLISHED there is always a PASS at the last step."""
    paths = [(Stage.DRAFTING, False)]
    for _ in range(8):
        following = []
        for stage, approved in paths:
            for act in Move:
                if (stage, act) not in MOVES:
                    continue
                after = move(stage, act, route)
                passed = (stage is Stage.FINAL and act is Move.PASS) or (approved and after is not Stage.DRAFTING)
                assert after is not Stage.PUBLISHED or passed
                following.append((after, passed))
        paths = sorted(set(following))
