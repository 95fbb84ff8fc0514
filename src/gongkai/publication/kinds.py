"""Kinds of published items and their genres."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """Whether a published item is government information under art. 2 of the Regulation."""

    GOVERNMENT_INFORMATION = "government_information"
    OTHER = "other_information"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"government_information": "政府信息", "other_information": "其他信息"}[self.value]


class Genre(StrEnum):
    """The genres table two counts, and the rest."""

    REGULATION = "regulation"
    NORMATIVE_DOCUMENT = "normative_document"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"regulation": "规章", "normative_document": "行政规范性文件", "other": "其他"}[self.value]
