"""What can happen to a new-media account."""

from enum import StrEnum


class AccountFactKind(StrEnum):
    """What can happen to an account; closing (关停) is not cancelling (注销)."""

    FILED = "filed"
    RECTIFIED = "rectified"
    REMINDED = "reminded"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "filed": "备案",
            "rectified": "整改",
            "reminded": "工作提示",
            "closed": "关停",
            "cancelled": "注销",
        }[self.value]
