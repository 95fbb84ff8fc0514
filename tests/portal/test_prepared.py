"""Questions whose SQL is kept answer as the query sets they were made from, for every value and after every change."""

from datetime import date

import pytest

from gongkai.publication.kinds import Genre
from gongkai.publication.page_queries import first_rows, year_range
from gongkai.publication.queries import Filter, current_state, filtered, frame, public_documents_by_id
from portal.conftest import document

pytestmark = pytest.mark.django_db
SHAPES = [
    {},
    {"agency": True},
    {"categories": ("20-01",)},
    {"categories": ("20-02",)},
    {"categories": ("20-01", "20-02")},
    {"agency": True, "categories": ("20-02",), "form": "notice"},
    {"genre": "normative_document"},
    {"kind": "other_information"},
    {"normative_only": True},
    {"subject": "2"},
    {"subject": "2-1", "categories": ("20-01",)},
    {"year": 2020},
    {"validity": "in_force"},
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_kept_question_gives_what_the_query_set_gives(cast, shape):
    for number in range(30):
        document(
            cast.department if number % 2 else cast.township,
            f"公告{number}",
            date(2020 - number % 2, 5, 1 + number % 28),
            category=f"20-0{1 + number % 3}",
            form="notice" if number % 3 else "",
            subject="2-1" if number % 4 else "",
            genre=Genre.NORMATIVE_DOCUMENT if number % 5 == 0 else Genre.OTHER,
            made_on=date(2018, 1, 1),
        )
    given = {key: value for key, value in shape.items() if key != "agency"}
    for agency in (cast.department, cast.township):
        chosen = Filter(**given, agency_id=agency.pk if shape.get("agency") else None)
        expected = list(filtered(chosen)[:7])
        found = first_rows(chosen, 7)

        assert [one.pk for one in found] == [one.pk for one in expected]
        assert [one.agency.name for one in found] == [one.agency.name for one in expected]
        assert [(one.data, one.published_on, one.published_time) for one in found] == [
            (one.data, one.published_on, one.published_time) for one in expected
        ]
    assert year_range() == [2020, 2019]


def test_a_kept_question_sees_what_has_just_changed(cast):
    assert current_state("x") is None
    assert frame()[0].code == "G"
    assert public_documents_by_id(["x", "y"]) == {}
    document(cast.department, public_id="x", is_demonstration=True)

    assert current_state("x").body.html == "<p>第一段</p><p>第二段</p>"
    assert set(public_documents_by_id(["x", "y", *map(str, range(40))])) == {"x"}
    assert frame()[2] is True
