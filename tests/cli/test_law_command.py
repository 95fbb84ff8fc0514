import json

import pytest

from commands import run


def deadline(*arguments):
    status, out, _ = run("law", "deadline", *arguments, "--json")
    return status, json.loads(out)


def test_the_last_day_with_its_steps_and_sources():
    status, answer = deadline("--received", "2025-09-12")

    assert (status, answer["due_on"], answer["provisional"]) == (0, "2025-10-16", False)
    assert all(step["text"] and step["source"].startswith("《") for step in answer["steps"])


def test_facts_come_from_a_file(tmp_path):
    path = tmp_path / "facts.json"
    facts = [
        {"kind": "third_party_sent", "on": "2025-03-07", "party": "甲"},
        {"kind": "third_party_opinion", "on": "2025-03-14", "party": "甲"},
        {"kind": "extension_approved", "on": "2025-03-20", "working_days": 20},
    ]
    path.write_text(json.dumps(facts), "utf-8")
    _, answer = deadline("--received", "2025-03-03", "--facts", str(path))

    assert answer["due_on"] == "2025-05-08"


@pytest.mark.parametrize(
    ("received", "facts", "code"),
    [
        (
            "2025-03-03",
            '[{"kind": "extension_approved", "on": "2025-05-01", "working_days": 5}]',
            "extension_after_due",
        ),
        ("2025-03-03", '[{"kind": "extension_approved", "on": "2025-03-10", "working_days": 21}]', "extension_length"),
        ("2025-03-03", '[{"kind": "supplement_notice", "on": "2025-03-01"}]', "fact_before_receipt"),
        ("2025-03-03", '[{"kind": "agency_opinion_sent", "on": "2025-03-05", "agency": "甲"}]', "clock_suspended"),
        ("2025-03-03", "{", "unreadable_file"),
        ("2025-03-03", "[" * 100_000, "unreadable_file"),
        ("2025-03-03", "{}", "bad_fact"),
        ("2025-03-03", "[1]", "bad_fact"),
        ("2025-03-03", '[{"kind": ["x"]}]', "unknown_fact"),
        ("2026-12-20", "[]", "unpublished_year"),
        ("2025-02-30", "[]", "bad_date"),
        ("昨天", "[]", "bad_date"),
        ("9999-12-31", "[]", "unpublished_year"),
        ("0001-01-01", "[]", "before_regulation"),
    ],
)
def test_wrong_input_is_one_clear_sentence_and_status_2(tmp_path, received, facts, code):
    path = tmp_path / "facts.json"
    path.write_text(facts, "utf-8")
    status, answer = deadline("--received", received, "--facts", str(path))

    assert (status, answer["error"]["code"]) == (2, code)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer["error"]["message"])


def test_an_unpublished_year_can_be_counted_provisionally_when_asked():
    _, answer = deadline("--received", "2026-12-15", "--provisional")

    assert answer["provisional"] is True
    assert answer["due_on"] == "2027-01-12"


def test_the_calendar_as_it_was_known_then():
    _, before = deadline("--received", "2020-01-15", "--calendar-as-of", "2020-01-26")
    _, after = deadline("--received", "2020-01-15", "--calendar-as-of", "2020-01-27")

    assert (before["due_on"], after["due_on"]) == ("2020-02-17", "2020-02-19")


@pytest.mark.parametrize(
    ("way", "count", "yuan"), [("--items", 31, 2200), ("--items", 10, 0), ("--pages", 109, 880), ("--pages", 30, 0)]
)
def test_fees(way, count, yuan):
    status, out, _ = run("law", "fee", way, str(count), "--json")
    answer = json.loads(out)

    assert (status, answer["yuan"]) == (0, yuan)
    assert answer["steps"]


@pytest.mark.parametrize(
    "arguments", [["--items", "0"], ["--pages", "-3"], ["--items", "x"], [], ["--items", "1", "--pages", "1"]]
)
def test_a_wrong_fee_question_is_refused(arguments):
    status, out, _ = run("law", "fee", *arguments, "--json")

    assert status == 2
    assert json.loads(out)["error"]["message"]


def test_the_calendar_of_a_year():
    status, out, _ = run("law", "calendar", "2026", "--json")
    answer = json.loads(out)

    assert (status, answer["working_days"]) == (0, 248)
    assert "2026-02-14" in answer["make_up_days"]
    assert run("law", "calendar", "2026")[1].count("月  工作日") == 12
    assert run("law", "calendar", "2027")[0] == 2


def test_answers_are_also_given_in_words():
    status, out, _ = run("law", "deadline", "--received", "2026-12-01")

    assert status == 0
    assert "最迟答复日：2026-12-29（暂算" in out
    assert "合计2200元" in run("law", "fee", "--items", "31")[1]
