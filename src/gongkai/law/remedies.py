"""What a reply must say of remedies, by the day of the letter and the kind of outcome.

Sources: Administrative Reconsideration Law 2023 arts. 20, 23, Administrative Litigation Law arts. 45, 46,
法释〔2025〕8号 art. 1.
"""

from datetime import date

from gongkai.law.dated import Dated, InForce
from gongkai.law.outcomes import Route
from gongkai.law.source import Source

RECONSIDERATION_LAW = Source("中华人民共和国行政复议法", "2023年修订", 23, 1, 4)
LITIGATION_LAW = Source("中华人民共和国行政诉讼法", "2014年修正", 46)
OLD_LITIGATION_LAW = Source("中华人民共和国行政诉讼法", "1989年", 39)

_COMPLAINT = "也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。"
_CHOICE_THREE_MONTHS = (
    "如对本答复不服，可以自收到之日起60日内依法申请行政复议，或者自收到之日起3个月内依法向人民法院提起行政诉讼。"
)
_CHOICE_SIX_MONTHS = (
    "如对本答复不服，可以自收到之日起60日内向{reconsideration_body}申请行政复议，"
    "或者自收到之日起6个月内依法向{court}提起行政诉讼。"
)
_RECONSIDERATION_FIRST = (
    "如对本答复不服，应当先自收到之日起60日内向{reconsideration_body}申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向{court}提起行政诉讼。"
)
_SEVERED = (
    "如对本答复中不予公开的部分不服，应当先自收到之日起60日内向{reconsideration_body}申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向{court}提起行政诉讼。"
    "如对本答复的其他部分不服，可以自收到之日起60日内向{reconsideration_body}申请行政复议，"
    "或者自收到之日起6个月内依法向{court}提起行政诉讼。"
)

_FIRST_DAY = date(2008, 5, 1)
_SIX_MONTHS_SINCE = date(2015, 5, 1)
_RECONSIDERATION_FIRST_SINCE = date(2024, 1, 1)

REMEDY_TEXTS: dict[Route, Dated[str]] = {
    Route.CHOICE: Dated(
        InForce(_FIRST_DAY, _CHOICE_THREE_MONTHS, OLD_LITIGATION_LAW),
        InForce(_SIX_MONTHS_SINCE, _CHOICE_SIX_MONTHS, LITIGATION_LAW),
    ),
    Route.REFUSAL: Dated(
        InForce(_FIRST_DAY, _CHOICE_THREE_MONTHS, OLD_LITIGATION_LAW),
        InForce(_SIX_MONTHS_SINCE, _CHOICE_SIX_MONTHS, LITIGATION_LAW),
        InForce(_RECONSIDERATION_FIRST_SINCE, _RECONSIDERATION_FIRST, RECONSIDERATION_LAW),
    ),
    Route.SEVERED: Dated(
        InForce(_FIRST_DAY, _CHOICE_THREE_MONTHS, OLD_LITIGATION_LAW),
        InForce(_SIX_MONTHS_SINCE, _CHOICE_SIX_MONTHS, LITIGATION_LAW),
        InForce(_RECONSIDERATION_FIRST_SINCE, _SEVERED, RECONSIDERATION_LAW),
    ),
}


def remedy_text(route: Route, *, letter_on: date, reconsideration_body: str, court: str) -> str:
    """The remedies paragraph of a letter; empty where none stands open.

    Args:
        route: the outcome's route.
        letter_on: the date of the letter.
        reconsideration_body: full name of the body that hears the reconsideration.
        court: full name of the court.

    Raises:
        NotInForce: a letter before 2008-05-01.
    """
    if route is Route.NONE:
        return ""
    text = REMEDY_TEXTS[route].on(letter_on).value
    return text.format(reconsideration_body=reconsideration_body, court=court) + _COMPLAINT
