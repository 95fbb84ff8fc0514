"""Kinds of power items and decisions."""

from enum import StrEnum


class PowerKind(StrEnum):
    """Kinds of power items and of the decisions made under them (art. 20 items 5 and 6)."""

    LICENCE = "licence"
    OTHER_SERVICE = "other_service"
    PENALTY = "penalty"
    COMPULSION = "compulsion"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "licence": "行政许可",
            "other_service": "其他对外管理服务事项",
            "penalty": "行政处罚",
            "compulsion": "行政强制",
        }[self.value]
