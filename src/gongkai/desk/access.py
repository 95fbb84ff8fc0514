"""Who may open which page: every view of the desk passes here."""

from django.http import Http404, HttpRequest

from gongkai.base.errors import Refused
from gongkai.organs import policy
from gongkai.organs.models import Agency
from gongkai.organs.queries import agency_by_code


def agency_for(request: HttpRequest, act: policy.Act, code: str) -> Agency:
    """The agency, where the person may do ``act`` for it.

    Raises:
        Http404: no such agency, or no right to it; both look the same.
    """
    try:
        agency = agency_by_code(code)
    except Refused:
        raise Http404 from None
    if not policy.may(request.user, act, agency):
        raise Http404
    return agency
