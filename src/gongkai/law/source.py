"""Where a rule comes from, and how sure we are of it."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.numerals import chinese_number


class Confidence(StrEnum):
    """How a fact of the law was established."""

    FOUND = "F"
    MEMORY = "M"
    DERIVED = "D"

    @property
    def label(self) -> str:
        """The Chinese name shown on screens."""
        return {"F": "已见原文", "M": "凭记忆，待核", "D": "推定"}[self.value]


@dataclass(frozen=True, slots=True)
class Source:
    """An instrument with its number and the place in it.

    ``article`` 0 means the instrument as a whole; ``paragraph`` and ``item`` count from 1, 0 means none.
    """

    instrument: str
    number: str = ""
    article: int = 0
    paragraph: int = 0
    item: int = 0
    confidence: Confidence = Confidence.FOUND

    def __str__(self) -> str:
        """The citation as a Chinese letter writes it."""
        text = f"《{self.instrument}》" + (f"（{self.number}）" if self.number else "")
        if self.article:
            text += f"第{chinese_number(self.article)}条"
        if self.paragraph:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第（{chinese_number(self.item)}）项"
        return text


REGULATION = "中华人民共和国政府信息公开条例"


def regulation(article: int, paragraph: int = 0, item: int = 0) -> Source:
    """A place in the Regulation as in force since 2019-05-15 (State Council Order 711)."""
    return Source(REGULATION, "国务院令第711号", article, paragraph, item)


OLD_REGULATION = Source(REGULATION, "国务院令第492号", 24, confidence=Confidence.MEMORY)
OLD_PUBLICATION = Source(REGULATION, "国务院令第492号", 18, confidence=Confidence.MEMORY)
FEE_MEASURES = Source("政府信息公开信息处理费管理办法", "国办函〔2020〕109号")
CIVIL_CODE_PERIODS = Source("中华人民共和国民法典", article=203)
