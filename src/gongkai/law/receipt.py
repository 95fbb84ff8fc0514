"""The day a request counts as received, by its channel (Regulation art. 31)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.source import Source, regulation
from gongkai.law.steps import RuleViolation


class Channel(StrEnum):
    """How a request reached the agency."""

    COUNTER = "counter"
    SIGNED_POST = "signed_post"
    ORDINARY_POST = "ordinary_post"
    ONLINE = "online"
    FAX = "fax"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "counter": "当面提交",
            "signed_post": "邮寄（需签收）",
            "ordinary_post": "平常信函",
            "online": "互联网渠道",
            "fax": "传真",
        }[self.value]

    @property
    def source(self) -> Source:
        """The item of art. 31 that applies."""
        item = {"counter": 1, "signed_post": 2, "ordinary_post": 2, "online": 3, "fax": 3}[self.value]
        return regulation(31, item=item)

    @property
    def needs_confirmation(self) -> bool:
        """Whether the day of mutual confirmation decides, not the day of arrival."""
        return self in (Channel.ORDINARY_POST, Channel.ONLINE, Channel.FAX)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt and the rule that fixed it."""

    on: date
    channel: Channel
    source: Source


def received_on(channel: Channel, *, arrived_on: date, confirmed_on: date | None = None) -> Receipt:
    """The day of receipt.

    Args:
        channel: how the request came.
        arrived_on: handed in, signed for (by the gatehouse too), or arrived in the system or letter box.
        confirmed_on: the day agency and applicant confirmed to each other; decides for plain letters, web and fax.

    Raises:
        RuleViolation: ``awaiting_confirmation`` (not yet received in law) or ``confirmed_before_arrival``.

    Source: Regulation art. 31.
    """
    if not channel.needs_confirmation:
        return Receipt(arrived_on, channel, channel.source)
    if confirmed_on is None:
        raise RuleViolation(
            "awaiting_confirmation", f"{channel.label}以双方确认之日为收到申请之日，尚未确认，期限未起算"
        )
    if confirmed_on < arrived_on:
        raise RuleViolation("confirmed_before_arrival", f"确认日{confirmed_on}早于到达日{arrived_on}")
    return Receipt(confirmed_on, channel, channel.source)
