# ruff: noqa: ISC004 -- a history is several lines of one string
"""What the oracle refuses, and which of several faults it names."""

from datetime import date

import pytest

from .clock import OracleError, reply_due_on
from .sample import CALENDAR, facts

PLAIN = "2025-03-03"  # due Monday 2025-03-31 when nothing happens

FAULTS = [
    ("before_regulation", "2008-04-30", ""),
    ("fact_before_receipt", PLAIN, "2025-03-02 reasons_requested"),
    ("unknown_fact", PLAIN, "2025-03-10 sneeze"),
    ("second_supplement_notice", PLAIN, "2025-03-10 supplement_notice\n2025-03-12 supplement_notice"),
    ("supplement_without_notice", PLAIN, "2025-03-10 supplement_received"),
    ("supplement_without_notice", PLAIN, "2025-03-10 supplement_received\n2025-03-10 supplement_notice"),
    ("supplement_without_notice", PLAIN,
     "2025-03-10 supplement_notice\n2025-03-12 supplement_received\n2025-03-13 supplement_received"),
    ("fee_notice_after_due", PLAIN, "2025-04-01 fee_notice"),
    ("fee_without_notice", PLAIN, "2025-03-10 fee_paid"),
    ("fee_without_notice", PLAIN, "2025-03-10 fee_notice\n2025-03-11 fee_paid\n2025-03-12 fee_paid"),
    ("second_fee_notice", PLAIN, "2025-03-10 fee_notice\n2025-03-11 fee_notice"),
    ("second_fee_notice", PLAIN, "2025-03-10 fee_notice\n2025-03-11 fee_paid\n2025-03-12 fee_notice"),
    ("letter_sent_twice", PLAIN, "2025-03-10 third_party_sent A\n2025-03-11 third_party_sent A"),
    ("letter_sent_twice", PLAIN, "2025-03-10 agency_opinion_sent A\n2025-03-11 agency_opinion_sent A"),
    ("opinion_without_letter", PLAIN, "2025-03-10 third_party_sent A\n2025-03-11 third_party_opinion B"),
    ("opinion_without_letter", PLAIN, "2025-03-10 third_party_received_letter A"),
    ("opinion_without_letter", PLAIN, "2025-03-10 third_party_sent A\n2025-03-11 agency_opinion_received A"),
    ("opinion_twice", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-11 third_party_opinion A\n2025-03-12 third_party_opinion A"),
    ("opinion_twice", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-11 third_party_received_letter A\n"
     "2025-03-12 third_party_received_letter A"),
    ("opinion_twice", PLAIN,
     "2025-03-10 agency_opinion_sent A\n2025-03-11 agency_opinion_received A\n"
     "2025-03-12 agency_opinion_received A"),
    ("clock_suspended", PLAIN, "2025-03-28 third_party_sent A"),
    ("clock_suspended", PLAIN, "2025-03-28 agency_opinion_sent X"),
    # an open letter still reaches into the period that a restart opens
    ("clock_suspended", PLAIN,
     "2025-03-06 supplement_notice\n2025-04-01 agency_opinion_sent X\n2025-04-10 supplement_received"),
    # sent on the last day that is known, with the period still running: 20 from 15 Dec is in January
    ("clock_suspended", "2026-12-15", "2026-12-31 agency_opinion_sent X"),
    ("extension_length", PLAIN, "2025-03-10 extension_approved 0"),
    ("extension_length", PLAIN, "2025-03-10 extension_approved 21"),
    ("extension_length", "2019-05-14", "2019-05-20 extension_approved 16"),
    ("second_extension", PLAIN, "2025-03-10 extension_approved 5\n2025-03-11 extension_approved 5"),
    ("extension_after_due", PLAIN, "2025-04-01 extension_approved 5"),
    # the due date is known (18 Dec) although the approval is in an unknown year
    ("extension_after_due", "2026-11-20", "2027-01-05 extension_approved 5"),
    # the pause began after the period had run out
    ("extension_after_due", PLAIN, "2025-04-01 third_party_sent A\n2025-04-02 extension_approved 5"),
    # number 24 with four days off: one day later is too late
    ("extension_after_due", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-14 third_party_opinion A\n2025-04-08 extension_approved 5"),
    # the earliest fact in fault is named, before any suspension
    ("extension_length", PLAIN,
     "2025-03-14 unheard_of\n2025-03-12 extension_approved 99\n2025-03-11 agency_opinion_sent X"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "received", "history"), FAULTS)
def test_the_fault_is_named(code, received, history):
    with pytest.raises(OracleError) as caught:
        reply_due_on(date.fromisoformat(received), facts(history), CALENDAR)
    assert caught.value.code == code


def test_there_are_two_rules_for_the_beginning_of_a_pause():
    with pytest.raises(ValueError, match="no such rule"):
        reply_due_on(date.fromisoformat(PLAIN), [], CALENDAR, pause_from="moonrise")
