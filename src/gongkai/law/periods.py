"""The lengths of the statutory periods, by the day they came into force.

The 2007 figures are from memory (confidence M); which version applies is decided by the day of receipt.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.dated import Dated, InForce
from gongkai.law.source import OLD_PUBLICATION, OLD_REGULATION, regulation

OLD_SINCE = date(2008, 5, 1)
NEW_SINCE = date(2019, 5, 15)

REPLY_WORKING_DAYS = Dated(
    InForce(OLD_SINCE, 15, OLD_REGULATION),
    InForce(NEW_SINCE, 20, regulation(33, 2)),
)
EXTENSION_WORKING_DAYS = Dated(
    InForce(OLD_SINCE, 15, OLD_REGULATION),
    InForce(NEW_SINCE, 20, regulation(33, 2)),
)
PUBLICATION_WORKING_DAYS = Dated(
    InForce(OLD_SINCE, 20, OLD_PUBLICATION),
    InForce(NEW_SINCE, 20, regulation(26)),
)
SUPPLEMENT_NOTICE_WORKING_DAYS = 7  # art. 30
THIRD_PARTY_WORKING_DAYS = 15  # art. 32
JOINT_AGENCY_WORKING_DAYS = 15  # art. 34
FEE_PAYMENT_WORKING_DAYS = 20  # 国办函〔2020〕109号, as restated by the Sichuan notice


@dataclass(frozen=True, slots=True)
class ClockPolicy:
    """What the text leaves open, with the default of this project; an installation may set it otherwise.

    ``pause_from``: ``sent`` (day after the letter went out) or ``third_party_receipt`` [derived].
    ``fee_restarts``: payment restarts the period [from memory].
    """

    pause_from: str = "sent"
    fee_restarts: bool = True


DEFAULT_POLICY = ClockPolicy()
