"""The vocabularies documents are filed under."""

from enum import StrEnum


class VocabularyKey(StrEnum):
    """Each vocabulary; its terms are rows that the supervising office edits."""

    STATUTORY = "statutory"
    SUBJECT = "subject"
    FORM = "form"
    AUDIENCE = "audience"
    OPENNESS = "openness"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "statutory": "法定主动公开内容",
            "subject": "主题分类",
            "form": "体裁",
            "audience": "服务对象",
            "openness": "五公开",
        }[self.value]
