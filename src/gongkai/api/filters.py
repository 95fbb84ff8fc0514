"""The filters of lists and search: what the parameters mean, refused with a sentence where they mean nothing."""

from pydantic import BaseModel, Field

from gongkai.api.answers import CODE
from gongkai.api.problems import bad_parameter
from gongkai.base.errors import Refused
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.organs.queries import agency_by_code
from gongkai.publication.kinds import DocumentKind, Genre, Validity
from gongkai.publication.open_data.records import Frame
from gongkai.publication.queries import Filter


class Choice(BaseModel):
    """Where to look."""

    agency: str = Field("", description="发布机构代码", pattern=CODE)
    category: str = Field("", description="法定主动公开内容的栏目代码，含下级", pattern=CODE)
    subject: str = Field("", description="主题分类代码", pattern=CODE)
    form: str = Field("", description="体裁代码", pattern=CODE)
    genre: Genre | None = Field(None, description="统计体裁")
    kind: DocumentKind | None = Field(None, description="类别")
    validity: Validity | None = Field(None, description="有效性")
    year: int | None = Field(None, description="发布年份", ge=1949, le=2200)


def filter_of(choice: Choice, frame: Frame) -> Filter:
    """The filter the choice means.

    Raises:
        Problem: a code nobody has.
    """
    agency_id = None
    if choice.agency:
        try:
            agency_id = agency_by_code(choice.agency).pk
        except Refused:
            raise bad_parameter("agency", f"没有代码为“{choice.agency}”的机构，见 /api/v1/agencies") from None
    for name, key in (
        ("category", VocabularyKey.STATUTORY),
        ("subject", VocabularyKey.SUBJECT),
        ("form", VocabularyKey.FORM),
    ):
        code = getattr(choice, name)
        if code and code not in frame.vocabularies[key].by_code:
            raise bad_parameter(name, f"{key.label}里没有代码“{code}”，见 /api/v1/catalogue")
    under = frame.vocabularies[VocabularyKey.STATUTORY].under
    return Filter(
        agency_id=agency_id,
        categories=tuple(under(choice.category)) if choice.category else (),
        subject=choice.subject,
        genre=choice.genre.value if choice.genre else "",
        form=choice.form,
        kind=choice.kind.value if choice.kind else "",
        validity=choice.validity.value if choice.validity else "",
        year=choice.year,
    )
