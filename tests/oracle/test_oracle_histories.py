# ruff: noqa: ISC004 -- a history is several lines of one string
"""Histories counted by hand with a paper calendar; the count stands beside each.

The plain case, received Monday 2025-03-03 (day 0), numbers the working days like this:
    Mar 4=1 7=4 | 10=5 14=9 | 17=10 21=14 | 24=15 28=19 | 31=20 Apr 1=21 2=22 3=23 (4 Apr off)
    Apr 7=24 11=28 | 14=29 18=33 | 21=34 25=38, Sun 27=39 (make-up) | 28=40 30=42 (1-5 May off)
    May 6=43 9=46 | 12=47 16=51 | 19=52 23=56 | 26=57 30=61 (2 Jun off) | Jun 3=62
A pause that holds k of these numbers moves the due date from number 20 to number 20 + k.
"""

from datetime import date

import pytest

from .calendar import UnpublishedYear
from .clock import reply_due_on
from .sample import CALENDAR, facts

PLAIN = "2025-03-03"
LATE_APRIL = "2025-04-14"  # 15=1 18=4 | 21=5 25=9 Sun27=10 | 28=11 30=13 | May 6=14 9=17 | 12=18 14=20

DUE = [
    # number 20
    ("no facts", PLAIN, "", "2025-03-31"),
    ("a notice alone stops nothing", PLAIN, "2025-03-10 supplement_notice", "2025-03-31"),
    ("asking for reasons stops nothing", PLAIN, "2025-03-10 reasons_requested", "2025-03-31"),
    ("the make-up Sunday counts", LATE_APRIL, "", "2025-05-14"),
    # day 0 = 17 Mar = number 10, so number 30
    ("supplement begins anew", PLAIN,
     "2025-03-10 supplement_notice\n2025-03-17 supplement_received", "2025-04-15"),
    # notice on number 8 is late (article 30 gives 7): no matter
    ("a late notice too", PLAIN,
     "2025-03-13 supplement_notice\n2025-03-17 supplement_received", "2025-04-15"),
    # received on 14 Apr, after number 20: day 0 all the same, as LATE_APRIL
    ("supplement after the due date", PLAIN,
     "2025-03-10 supplement_notice\n2025-04-14 supplement_received", "2025-05-14"),
    # off: 11 12 13 14 Mar = 4, number 24
    ("one third party", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-14 third_party_opinion A", "2025-04-07"),
    # off: 11 12 13 14 17 18 Mar = 6 (13 and 14 only once), number 26
    ("two third parties overlap", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-14 third_party_opinion A\n"
     "2025-03-12 third_party_sent B\n2025-03-18 third_party_opinion B", "2025-04-09"),
    # A: 11-14 Mar = 4; agency A is another body: 20 21 Mar = 2; number 26
    ("a third party and an agency of one name", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-14 third_party_opinion A\n"
     "2025-03-19 agency_opinion_sent A\n2025-03-21 agency_opinion_received A", "2025-04-09"),
    # letter received 12 Mar = number 7; its 15th day is number 22 (2 Apr); off: 6..22 = 17; number 37
    ("a silent third party", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-12 third_party_received_letter A", "2025-04-24"),
    ("an opinion after the 15 days", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-12 third_party_received_letter A\n"
     "2025-04-10 third_party_opinion A", "2025-04-24"),
    # opinion on the 15th day itself: the same; on the 14th (1 Apr): 16 off, number 36
    ("an opinion on the 15th day", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-12 third_party_received_letter A\n"
     "2025-04-02 third_party_opinion A", "2025-04-24"),
    ("an opinion on the 14th day", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-12 third_party_received_letter A\n"
     "2025-04-01 third_party_opinion A", "2025-04-23"),
    ("sent and answered on one day", PLAIN,
     "2025-03-10 third_party_sent A\n2025-03-10 third_party_opinion A", "2025-03-31"),
    # off: Sun 27 and Mon 28 Apr (Sat 26 never counted) = 2: 20 was 14 May, now 15, 16 May
    ("a pause over the make-up Sunday", LATE_APRIL,
     "2025-04-25 agency_opinion_sent X\n2025-04-28 agency_opinion_received X", "2025-05-16"),
    # off: 6 7 May = 2 (1-5 May never counted)
    ("a pause over the May holiday", LATE_APRIL,
     "2025-04-30 agency_opinion_sent X\n2025-05-07 agency_opinion_received X", "2025-05-16"),
    # number 40
    ("extended on the due date", PLAIN, "2025-03-31 extension_approved 20", "2025-04-28"),
    # 30 + (2 3 7 8 Apr = 4) = number 34
    ("a pause inside the extension", PLAIN,
     "2025-03-28 extension_approved 10\n2025-04-01 agency_opinion_sent X\n"
     "2025-04-08 agency_opinion_received X", "2025-04-21"),
    # pause 29 Mar-10 Apr: 31 Mar, 1 2 3 7 8 9 10 Apr = 8 (20..27); extended 9 Apr while suspended: 20+8+5
    ("extended while suspended", PLAIN,
     "2025-03-28 agency_opinion_sent X\n2025-04-09 extension_approved 5\n"
     "2025-04-10 agency_opinion_received X", "2025-04-18"),
    # payment 10 Apr = number 27, so number 47
    ("notice on the last day, then payment", PLAIN,
     "2025-03-31 fee_notice\n2025-04-10 fee_paid", "2025-05-12"),
    # 30 is 14 Apr: the notice is in time because of the extension; day 0 = 14 Apr
    ("fee notice inside the extension", PLAIN,
     "2025-03-31 extension_approved 10\n2025-04-14 fee_notice\n2025-04-14 fee_paid", "2025-05-14"),
    # day 0 = 20 Mar = number 13; off 21 24 25 Mar = 3; number 36
    ("a pause goes on across a restart", PLAIN,
     "2025-03-06 supplement_notice\n2025-03-14 third_party_sent A\n"
     "2025-03-20 supplement_received\n2025-03-25 third_party_opinion A", "2025-04-23"),
    # the first extension is void; day 0 = number 10; due number 30 (15 Apr); 5 more: number 35
    ("a fresh extension after a restart", PLAIN,
     "2025-03-06 supplement_notice\n2025-03-10 extension_approved 20\n"
     "2025-03-17 supplement_received\n2025-04-15 extension_approved 5", "2025-04-22"),
    ("an extension before a restart on one day is void", PLAIN,
     "2025-03-06 supplement_notice\n2025-03-17 extension_approved 5\n2025-03-17 supplement_received",
     "2025-04-15"),
    ("an extension after a restart on one day has force", PLAIN,
     "2025-03-06 supplement_notice\n2025-03-17 supplement_received\n2025-03-17 extension_approved 5",
     "2025-04-22"),
    ("a letter after the period has run out", PLAIN, "2025-04-01 third_party_sent A", "2025-03-31"),
    ("a letter on the last day", PLAIN, "2025-03-31 agency_opinion_sent X", "2025-03-31"),
    # received Tue 2019-05-14: 15=1 17=3 | 20=4 24=8 | 27=9 31=13 | Jun 3=14 4=15
    ("fifteen days under the first regulation", "2019-05-14", "", "2019-06-04"),
    # 5=16 6=17 (7 off) | 10=18 14=22 | 17=23 21=27 | 24=28 25=29 26=30
    ("and fifteen more", "2019-05-14", "2019-06-04 extension_approved 15", "2019-06-26"),
    # a supplement after the revision does not make it a new request: 15 from 20 May: 21=1 ... Jun 11=15
    ("an old request supplemented later stays old", "2019-05-14",
     "2019-05-16 supplement_notice\n2019-05-20 supplement_received", "2019-06-11"),
    # 23 Nov=1 27=5 | 4 Dec=10 | 11=15 | 18=20: the walk ends before the unknown year
    ("in time before an unknown year", "2026-11-20", "2027-01-05 agency_opinion_sent X", "2026-12-18"),
]  # fmt: skip


@pytest.mark.parametrize(("received", "history", "due"), [row[1:] for row in DUE], ids=[row[0] for row in DUE])
def test_the_due_date(received, history, due):
    assert reply_due_on(date.fromisoformat(received), facts(history), CALENDAR) == date.fromisoformat(due)


def due_under(history, **options):
    return reply_due_on(date.fromisoformat(PLAIN), facts(history), CALENDAR, **options).isoformat()


def test_a_pause_may_begin_with_the_third_partys_receipt():
    silent = "2025-03-10 third_party_sent A\n2025-03-12 third_party_received_letter A"
    # off: numbers 8..22 = 15; number 35
    assert due_under(silent, pause_from="third_party_receipt") == "2025-04-22"
    # an unreceived letter, answered or not, pauses nothing: number 20
    answered = "2025-03-10 third_party_sent A\n2025-03-14 third_party_opinion A"
    assert due_under(answered, pause_from="third_party_receipt") == "2025-03-31"
    assert due_under("2025-03-10 third_party_sent A", pause_from="third_party_receipt") == "2025-03-31"
    # an agency's pause is not touched by the option: off 11-14 Mar = 4; number 24
    agency = "2025-03-10 agency_opinion_sent X\n2025-03-14 agency_opinion_received X"
    assert due_under(agency, pause_from="third_party_receipt") == "2025-04-07"


def test_a_payment_may_be_without_effect():
    assert due_under("2025-03-31 fee_notice\n2025-04-10 fee_paid", fee_restarts=False) == "2025-03-31"


def test_the_order_of_the_list_does_not_matter_between_days():
    backwards = "2025-03-14 third_party_opinion A\n2025-03-10 third_party_sent A"
    assert due_under(backwards) == "2025-04-07"  # as "one third party"


@pytest.mark.parametrize("more", ["", "2026-12-30 extension_approved 20", "2027-01-20 extension_approved 20"])
def test_a_walk_into_an_unknown_year_is_not_guessed(more):
    with pytest.raises(UnpublishedYear) as caught:  # 16 Dec=1 ... 31 Dec=12: eight days short
        reply_due_on(date(2026, 12, 15), facts(more), CALENDAR)
    assert caught.value.year == 2027
