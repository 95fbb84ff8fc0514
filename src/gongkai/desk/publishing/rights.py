"""Which drafts a person may open and what they may do with one: the only way the desk reaches a draft."""

from django.http import Http404, HttpRequest

from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.publication.drafts import Draft, draft_by_token
from gongkai.publication.flow import Step

STEP_ACTS = {Step.FIRST: Act.REVIEW_DRAFTS, Step.SECOND: Act.REVIEW_DRAFTS, Step.FINAL: Act.APPROVE_DRAFTS}


def draft_for(request: HttpRequest, act: Act, token: str) -> Draft:
    """The draft, where the person may do ``act`` for its agency.

    Raises:
        Http404: no such draft, or no right to it; both look the same.
    """
    draft = draft_by_token(token)
    if draft is None or not policy.may(request.user, act, draft.agency):
        raise Http404
    return draft


def acts_on(request: HttpRequest, draft: Draft) -> dict[str, bool]:
    """What the person may do with the draft, by the names of the acts."""
    acts = (Act.WRITE_DRAFTS, Act.REVIEW_DRAFTS, Act.APPROVE_DRAFTS, Act.REVIEW_SECRECY, Act.LET_THROUGH)
    return {act.value: policy.may(request.user, act, draft.agency) for act in acts}
