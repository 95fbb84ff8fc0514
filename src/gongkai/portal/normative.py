"""规章与行政规范性文件库: what holds, what held on a day, what has ended."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.base import clock
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.portal.answers import public
from gongkai.portal.filters import FIRST_YEAR, LAST_YEAR, read
from gongkai.portal.listing import filter_form, listing
from gongkai.portal.platform import column_of
from gongkai.publication.kinds import Validity
from gongkai.publication.queries import filtered, in_force_on

FILTERS = ("agency", "genre", "subject", "year", "validity")
NAME = "规章与行政规范性文件库"


@public
def normative(request: HttpRequest) -> HttpResponse:
    """The rules and normative documents; ``on`` asks for those in force on a day, ``state`` for those that ended."""
    vocabularies = all_vocabularies()
    chosen = read(request, vocabularies, normative_only=True)
    rows = filtered(chosen.filter)
    given = request.GET.get("on", "").strip()[:20]
    day = _day(given)
    state = request.GET.get("state", "") if not day else ""
    more: dict[str, str] = {}
    if day:
        rows, more = in_force_on(rows, day), {"on": day.isoformat()}
    elif state == "ended":
        not_in_force = rows.exclude(validity=Validity.IN_FORCE.value)
        rows = not_in_force.filter(validity__in=(Validity.LAPSED.value, Validity.ABOLISHED.value))
        more = {"state": "ended"}
    context = {
        "column": column_of(NAME, "本区规章、行政规范性文件及其有效性", "规范性文件", "有效性"),
        "day": day.isoformat() if day else "",
        "today": clock.today().isoformat(),
        "ended": state == "ended",
        "bad_day": gettext("日期“%(text)s”无法识别，请写成 2020-12-31") % {"text": given} if given and not day else "",
    }
    context |= listing(request, chosen, rows if more else None, **more)
    context |= filter_form(request, chosen, vocabularies, FILTERS)
    return render(request, "portal/normative.html", context)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
