"""Reconsideration and litigation over replies, as table four counts them."""

from enum import StrEnum


class DisputeKind(StrEnum):
    """The three blocks of table four."""

    RECONSIDERATION = "reconsideration"
    LITIGATION_DIRECT = "litigation_direct"
    LITIGATION_AFTER_RECONSIDERATION = "litigation_after_reconsideration"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "reconsideration": "行政复议",
            "litigation_direct": "未经复议直接起诉",
            "litigation_after_reconsideration": "复议后起诉",
        }[self.value]


class DisputeResult(StrEnum):
    """How a dispute ended; one that has not is pending."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果"}[self.value]
