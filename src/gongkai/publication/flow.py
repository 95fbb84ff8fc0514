"""The way of a draft to the public (先审后公开, 三审三校): a table, and the rules of who may take a step."""

from collections.abc import Sequence
from enum import StrEnum

from gongkai.base.errors import Refused


class Step(StrEnum):
    """The three reviews; an agency may leave out the first or the second, never the last."""

    FIRST = "first_review"
    SECOND = "second_review"
    FINAL = "final_review"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"first_review": "初审", "second_review": "复审", "final_review": "终审"}[self.value]


class Stage(StrEnum):
    """Where a draft stands."""

    DRAFTING = "drafting"
    FIRST = "first_review"
    SECOND = "second_review"
    FINAL = "final_review"
    SECRECY_RULING = "secrecy_ruling"
    APPROVED = "approved"
    PUBLISHED = "published"
    KEPT = "kept"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "drafting": "起草",
            "first_review": "待初审",
            "second_review": "待复审",
            "final_review": "待终审",
            "secrecy_ruling": "送保密行政管理部门确定",
            "approved": "待公开",
            "published": "已公开",
            "kept": "已归档（不主动公开）",
            "discarded": "已作废",
        }[self.value]


class Move(StrEnum):
    """What is done with a draft."""

    SUBMIT = "submit"
    PASS = "pass"  # noqa: S105 - a decision, not a secret
    RETURN = "return"
    RECALL = "recall"
    ASK_RULING = "ask_ruling"
    RULED = "ruled"
    PUBLISH = "publish"
    KEEP = "keep"
    DISCARD = "discard"
    EDIT = "edit"


class Decision(StrEnum):
    """What a reviewer decides."""

    PASS = "pass"  # noqa: S105 - a decision, not a secret
    RETURN = "return"
    ASK_RULING = "ask_ruling"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"pass": "通过", "return": "退回修改", "ask_ruling": "送保密行政管理部门确定"}[self.value]


class SecrecyConclusion(StrEnum):
    """What a secrecy review ends with. Source: Regulation art. 17."""

    MAY_BE_PUBLIC = "may_be_public"
    NOT_PUBLIC = "not_public"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"may_be_public": "可以公开", "not_public": "不得公开", "unclear": "不能确定"}[self.value]


ALL_STEPS = (Step.FIRST, Step.SECOND, Step.FINAL)
OVER = (Stage.PUBLISHED, Stage.KEPT, Stage.DISCARDED)
IN_REVIEW = frozenset({Stage.FIRST, Stage.SECOND, Stage.FINAL})

MOVES: dict[tuple[Stage, Move], Stage] = {
    (Stage.DRAFTING, Move.EDIT): Stage.DRAFTING,
    (Stage.DRAFTING, Move.SUBMIT): Stage.FIRST,
    (Stage.DRAFTING, Move.DISCARD): Stage.DISCARDED,
    (Stage.FIRST, Move.PASS): Stage.SECOND,
    (Stage.SECOND, Move.PASS): Stage.FINAL,
    (Stage.FINAL, Move.PASS): Stage.APPROVED,
    (Stage.FIRST, Move.RETURN): Stage.DRAFTING,
    (Stage.SECOND, Move.RETURN): Stage.DRAFTING,
    (Stage.FINAL, Move.RETURN): Stage.DRAFTING,
    (Stage.FIRST, Move.RECALL): Stage.DRAFTING,
    (Stage.SECOND, Move.RECALL): Stage.DRAFTING,
    (Stage.FINAL, Move.RECALL): Stage.DRAFTING,
    (Stage.FIRST, Move.ASK_RULING): Stage.SECRECY_RULING,
    (Stage.SECOND, Move.ASK_RULING): Stage.SECRECY_RULING,
    (Stage.FINAL, Move.ASK_RULING): Stage.SECRECY_RULING,
    (Stage.SECRECY_RULING, Move.RULED): Stage.FIRST,
    (Stage.SECRECY_RULING, Move.RETURN): Stage.DRAFTING,
    (Stage.APPROVED, Move.RETURN): Stage.DRAFTING,
    (Stage.APPROVED, Move.PUBLISH): Stage.PUBLISHED,
    (Stage.APPROVED, Move.KEEP): Stage.KEPT,
}


class IllegalMove(Refused):
    """The stage does not allow this."""

    def __init__(self, stage: Stage, move: Move) -> None:
        super().__init__("illegal_move", f"这份草稿现在是“{stage.label}”，不能这样操作；请刷新页面查看最新状态")
        self.stage = stage
        self.move = move


def move(stage: Stage, act: Move, steps: Sequence[Step] = ALL_STEPS) -> Stage:
    """The stage after ``act``; reviews that are not among ``steps`` are passed over.

    Raises:
        IllegalMove: the stage does not allow it.
    """
    try:
        following = MOVES[stage, act]
    except KeyError:
        raise IllegalMove(stage, act) from None
    while following in IN_REVIEW and Step(following.value) not in steps:
        following = MOVES[following, Move.PASS]
    return following


def check_route(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps in their order.

    Raises:
        Refused: the last review is missing: the final approver and the drafter are the two persons there must be.
    """
    if Step.FINAL not in steps:
        raise Refused("no_final_review", "终审不能省略：起草人之外至少须有一人审核")
    return tuple(step for step in ALL_STEPS if step in steps)
