"""Bundles: drafts that go public in one moment or not at all."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs.models import Agency
from gongkai.publication.flow import Move, Stage, move
from gongkai.publication.models import Bundle, Draft
from gongkai.publication.services.release_drafts import settle


@transaction.atomic
def make_bundle(*, actor: str, now: datetime, agency: Agency, name: str) -> Bundle:
    """A new, empty bundle; one of this name that is not public yet where there is one.

    Raises:
        Refused: it has no name.
    """
    if not name.strip():
        raise Refused("no_name", "请给这一组文件起个名称，如“某办法及其解读”")
    same = Bundle.objects.filter(agency=agency, name=name.strip()[:120], released_at=None).first()
    if same is not None:
        return same
    bundle = Bundle.objects.create(
        token=uuid4().hex, agency=agency, name=name.strip()[:120], created_by=actor, created_at=now
    )
    log.append(
        actor=actor,
        action="bundle.made",
        object_type="bundle",
        object_id=bundle.token,
        agency=agency.code,
        now=now,
    )
    return bundle


@transaction.atomic
def put_into_bundle(*, actor: str, now: datetime, draft: Draft, bundle: Bundle | None) -> Draft:
    """The draft in the bundle, or in none.

    Raises:
        Refused: the draft is under review, the bundle is of another agency or already public.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
    move(Stage(draft.stage), Move.EDIT)
    if bundle is not None and (bundle.agency_id != draft.agency_id or bundle.released_at is not None):
        raise Refused("wrong_bundle", "只能放入本机关尚未公开的组合")
    left, draft.bundle = draft.bundle, bundle
    draft.save(update_fields=["bundle"])
    if left is not None and left != bundle:
        settle(bundle=left, now=now)
    log.append(
        actor=actor,
        action="draft.bundled",
        object_type="draft",
        object_id=draft.token,
        agency=draft.agency.code,
        now=now,
        detail={"bundle": bundle.token if bundle else ""},
    )
    return draft
