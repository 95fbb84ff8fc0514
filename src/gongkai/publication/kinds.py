"""Kinds, genres and states of published items, and of what is on its way to the public."""

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


class Validity(StrEnum):
    """Whether a document still holds. Source: labels on live pages; the full set is from memory."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    LAPSED = "lapsed"
    ABOLISHED = "abolished"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"in_force": "有效", "amended": "已修改", "lapsed": "失效", "abolished": "废止"}[self.value]


class Standing(StrEnum):
    """What the public meets at a document's address."""

    LIVE = "live"
    MERGED = "merged"
    """The address leads to another document."""
    WITHDRAWN = "withdrawn"
    """Published in error: a page says so, and the text is gone from everywhere."""
    ON_RECORD = "on_record"
    """Made public elsewhere before and kept for the figures; this platform does not show it."""

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"live": "公开", "merged": "已合并", "withdrawn": "已撤下", "on_record": "仅登记"}[self.value]


class Structure(StrEnum):
    """What a published item is made of: a text, or named fields that a page of its own lays out."""

    ARTICLE = "article"
    GUIDE = "guide"
    PROFILE = "profile"
    TOPIC = "topic"
    HOME = "home"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    SITE = "site"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "article": "文章",
            "guide": "政府信息公开指南",
            "profile": "机构概况",
            "topic": "专题专栏",
            "home": "首页编排",
            "nothing_to_publish": "本机关无此类信息",
            "site": "网站标识信息",
        }[self.value]


class Openness(StrEnum):
    """The attribute a document is given when it is drafted. Source: 国办发〔2016〕80号."""

    PUBLIC = "public"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld_from_public"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"public": "主动公开", "on_request": "依申请公开", "withheld_from_public": "不予公开"}[self.value]


class InterpretationForm(StrEnum):
    """The forms of a policy interpretation."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    ANSWERS = "question_and_answer"
    PRESS_CONFERENCE = "press_conference"
    EXPERT = "expert"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "text": "文字解读",
            "picture": "图解",
            "video": "视频解读",
            "audio": "音频解读",
            "question_and_answer": "问答",
            "press_conference": "新闻发布会",
            "expert": "专家解读",
        }[self.value]


class FileUse(StrEnum):
    """What a file is to its document."""

    ATTACHMENT = "attachment"
    IMAGE = "image"
    STANDARD_TEXT = "standard_text"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"attachment": "附件", "image": "正文图片", "standard_text": "标准文本"}[self.value]


INTERPRETATION_ELEMENTS = (
    "背景依据",
    "目的意义",
    "主要内容",
    "适用范围",
    "执行标准",
    "期限",
    "注意事项",
    "关键词诠释",
    "惠民利企举措",
    "新旧政策差异",
)
"""What an interpretation should say; a check-list, not a form. Source: local rules quoting 国办发〔2016〕80号."""
