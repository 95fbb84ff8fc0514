"""Register a request, once however often it is sent."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from gongkai.audit import log
from gongkai.audit.checkpoints import ask_for_checkpoint
from gongkai.base import clock, sealed
from gongkai.base.errors import Refused
from gongkai.cases.models import RECEIVED, Applicant, Case, CaseFact, CaseItem
from gongkai.law import receipt
from gongkai.law.applicants import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.law.steps import RuleViolation
from gongkai.organs.models import Agency

MAX_ITEMS = 50
MAX_KEY = 80


def register_case(
    *,
    actor: str,
    now: datetime,
    agency: Agency,
    request_key: str,
    applicant_kind: ApplicantKind,
    name: str,
    contact: str,
    items: Sequence[str],
    channel: Channel,
    arrived_on: date,
    confirmed_on: date | None = None,
) -> Case:
    """The registered case; the one already registered where the agency knows ``request_key``.

    1. Decide the day of receipt by the channel's rule.
    2. Take the next number of the agency's year; store applicant and items sealed.
    3. Append the fact of receipt and the outbox row, last the audit event.

    Args:
        actor: account name, or ``public``.
        now: the moment of registration.
        agency: who is asked.
        request_key: made by the sender, the same in every repetition.
        applicant_kind: one of the six kinds.
        name: applicant's name, sealed.
        contact: how to reach the applicant, sealed.
        items: what is asked for, one text an item, sealed.
        channel: how it came.
        arrived_on: handed in, signed for or arrived.
        confirmed_on: day of mutual confirmation, where the channel needs it.

    Raises:
        Refused: a field is empty, or the day of receipt is not determined.

    Source: Regulation arts. 29, 31, 45.
    """
    wanted = [text.strip() for text in items if text.strip()]
    _refuse_incomplete(request_key, name, contact, wanted)
    try:
        received = receipt.received_on(channel, arrived_on=arrived_on, confirmed_on=confirmed_on)
    except RuleViolation as violation:
        raise Refused(violation.code, violation.message) from None
    try:
        with transaction.atomic():
            known = Case.objects.filter(agency=agency, request_key=request_key).first()
            if known is not None:
                return known
            applicant = _sealed_applicant(applicant_kind, name.strip(), contact.strip())
            case = _numbered_case(agency, applicant, channel, request_key, now)
            CaseItem.objects.bulk_create(
                CaseItem(case=case, position=n, sealed_text=sealed.seal(applicant.wrapped_key, text, place=f"item:{n}"))
                for n, text in enumerate(wanted, start=1)
            )
            details = {"arrived_on": arrived_on.isoformat()}
            if confirmed_on is not None:
                details["confirmed_on"] = confirmed_on.isoformat()
            CaseFact.objects.create(case=case, kind=RECEIVED, on=received.on, details=details, recorded_at=now)
            ask_for_checkpoint(now=now)
            content = json.dumps([name, contact, wanted], ensure_ascii=False)
            log.append(
                actor=actor,
                action="case.registered",
                object_type="case",
                object_id=case.pk,
                agency=agency.code,
                now=now,
                detail={
                    "number": case.number,
                    "received_on": received.on.isoformat(),
                    "content": sealed.commitment(applicant.wrapped_key, content),
                },
            )
            return case
    except IntegrityError:
        # The same key arrived in two connections at once: the other one registered it.
        known = Case.objects.filter(agency=agency, request_key=request_key).first()
        if known is None:
            raise
        return known


def _refuse_incomplete(request_key: str, name: str, contact: str, items: Sequence[str]) -> None:
    if not 1 <= len(request_key) <= MAX_KEY:
        raise Refused("bad_request_key", f"来源编号（幂等键）须为1至{MAX_KEY}个字符")
    if not name.strip() or not contact.strip():
        raise Refused("incomplete", "请填写申请人姓名或者名称和联系方式")
    if not 1 <= len(items) <= MAX_ITEMS:
        raise Refused("incomplete", f"请写明所需政府信息，一份申请最多{MAX_ITEMS}项")


def _sealed_applicant(kind: ApplicantKind, name: str, contact: str) -> Applicant:
    key = sealed.new_wrapped_key()
    return Applicant.objects.create(
        kind=kind.value,
        wrapped_key=key,
        sealed_name=sealed.seal(key, name, place="applicant:name"),
        sealed_contact=sealed.seal(key, contact, place="applicant:contact"),
    )


def _numbered_case(agency: Agency, applicant: Applicant, channel: Channel, request_key: str, now: datetime) -> Case:
    """The saved case with the next number of the agency and year."""
    if connection.vendor == "postgresql":
        Agency.objects.select_for_update().get(pk=agency.pk)
    year = clock.day_of(now).year
    serials = Case.objects.filter(agency_id=agency.pk, year=year)
    serial = (serials.aggregate(last=Max("serial"))["last"] or 0) + 1
    return Case.objects.create(
        agency_id=agency.pk,
        year=year,
        serial=serial,
        number=f"{agency.code}-{year}-{serial:04d}",
        applicant=applicant,
        applicant_kind=applicant.kind,
        channel=channel.value,
        request_key=request_key,
        recorded_at=now,
    )
