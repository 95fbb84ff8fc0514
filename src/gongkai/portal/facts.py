"""The head of a document's page: what it is filed under, in the order readers know from government sites."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import term_names
from gongkai.organs.queries import all_agencies
from gongkai.portal.places import url
from gongkai.publication.kinds import Openness, Validity
from gongkai.publication.queries import Document


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the head."""

    label: str
    value: str
    url: str = ""


Names = dict[tuple[str, str], str]


def names_for(document: Document) -> Names:
    """The names of the terms a document carries."""
    return term_names(
        {
            VocabularyKey.STATUTORY: {document.category} - {""},
            VocabularyKey.SUBJECT: {document.subject, document.subject_top} - {""},
            VocabularyKey.FORM: {document.form} - {""},
            VocabularyKey.AUDIENCE: set(document.audiences),
        }
    )


def name_in(names: Names, key: VocabularyKey, code: str) -> str:
    """The name of a term; empty where there is none."""
    return names.get((key.value, code), "")


def facts_of(request: HttpRequest, document: Document, names: Names) -> list[Fact]:
    """What is known of the document; what is not given takes no line."""
    ended = gettext("失效日期") if document.validity == Validity.LAPSED else gettext("废止日期")
    category = name_in(names, VocabularyKey.STATUTORY, document.category)
    audiences = "、".join(name_in(names, VocabularyKey.AUDIENCE, code) for code in document.audiences)
    found = [
        Fact(gettext("索引号"), document.index_number),
        Fact(gettext("主题分类"), _subject(document, names)),
        Fact(gettext("发布机构"), document.agency.name, url(request, "agency", document.agency.code)),
        Fact(gettext("联合发文机关"), _joint(document)),
        Fact(gettext("发文字号"), document.document_number),
        Fact(gettext("统一登记号"), document.registration_number),
        Fact(gettext("成文日期"), document.made_on.isoformat()),
        Fact(gettext("发布日期"), document.published_text),
        Fact(gettext("施行日期"), _day(document.effective_on)),
        Fact(gettext("有效期至"), _day(document.expires_on)),
        Fact(ended, _day(document.abolished_on)),
        Fact(gettext("体裁"), name_in(names, VocabularyKey.FORM, document.form)),
        Fact(gettext("文件类型"), gettext(document.genre_label) if document.is_normative else ""),
        Fact(gettext("类别"), gettext(document.kind_label)),
        Fact(gettext("公开属性"), gettext(Openness.PUBLIC.label)),
        Fact(gettext("栏目"), category, url(request, "column", document.category) if category else ""),
        Fact(gettext("服务对象"), audiences),
        Fact(gettext("关键词"), document.keywords),
        Fact(gettext("来源"), document.source),
    ]
    return [fact for fact in found if fact.value]


def _day(day: object) -> str:
    return str(day) if day else ""


def _subject(document: Document, names: Names) -> str:
    own = name_in(names, VocabularyKey.SUBJECT, document.subject)
    top = name_in(names, VocabularyKey.SUBJECT, document.subject_top)
    return f"{top}\\{own}" if top and document.subject != document.subject_top else own


def _joint(document: Document) -> str:
    if not document.joint_agencies:
        return ""
    names = dict(all_agencies().filter(code__in=document.joint_agencies).values_list("code", "name"))
    return "、".join(names.get(code, code) for code in document.joint_agencies)
