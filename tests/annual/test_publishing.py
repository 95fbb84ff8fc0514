"""Words, publication, files."""

from datetime import UTC, datetime

import pytest

from cast import NOW, case, make_cast
from gongkai.annual import files
from gongkai.annual.queries import publication_of, published_report
from gongkai.annual.report import build_report
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.base.errors import Refused
from gongkai.base.outbox import run_one

pytestmark = pytest.mark.django_db
LATER = datetime(2021, 6, 1, tzinfo=UTC)


@pytest.fixture
def cast():
    return make_cast()


def publish(cast, **options):
    return publish_report(actor="zhao", now=NOW, agency=cast.government, fiscal_year=2020, **options)


def test_what_was_published_stays_as_it_was(cast):
    publication = publish(cast)
    case(cast.department, now=LATER)

    assert published_report(publication).figures["table3/received/total"] == 0
    assert build_report(agency=cast.government, fiscal_year=2020, as_of=LATER).figures["table3/received/total"] == 1


def test_a_report_is_published_once(cast):
    publish(cast)

    with pytest.raises(Refused, match="已经发布"):
        publish(cast)


def test_a_year_that_is_not_over_cannot_be_published(cast):
    with pytest.raises(Refused, match="尚未结束"):
        publish_report(actor="zhao", now=NOW, agency=cast.government, fiscal_year=2021)


def test_the_worker_renders_every_format_once(cast):
    publication = publish(cast)
    while run_one():
        pass

    assert files.published_file(publication, "pdf")[:5] == b"%PDF-"
    assert files.published_file(publication, "docx")[:2] == b"PK"


def test_a_lost_or_damaged_file_is_made_again(cast, settings):
    publication = publish(cast)
    first = files.published_file(publication, "json")
    for path in settings.FILES_DIR.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")

    assert files.published_file(publication, "json") == first


def test_written_words_take_their_numbers_from_the_figures(cast):
    write_chapter(
        actor="li",
        now=NOW,
        agency=cast.government,
        fiscal_year=2020,
        chapter=5,
        text="办结{requests_handled}件。\n\n改进。",
    )
    report = build_report(agency=cast.government, fiscal_year=2020, as_of=LATER)

    assert report.chapters[4].paragraphs == ("办结0件。", "改进。")


def test_rewritten_words_keep_the_former_ones(cast):
    for text, moment in (("一", NOW), ("二", LATER)):
        write_chapter(actor="li", now=moment, agency=cast.government, fiscal_year=2020, chapter=6, text=text)
    then = build_report(agency=cast.government, fiscal_year=2020, as_of=NOW)
    now = build_report(agency=cast.government, fiscal_year=2020, as_of=LATER)

    assert (then.chapters[5].paragraphs, now.chapters[5].paragraphs) == (("一",), ("二",))


@pytest.mark.parametrize(
    ("chapter", "text", "said"),
    [
        (2, "文字", "第一、五、六部分"),
        (5, "{nothing}", "不是可引用的数据"),
        (5, "{", "花括号"),
        (5, "字" * 20_001, "超过"),
    ],
)
def test_words_that_cannot_stand_are_refused(cast, chapter, text, said):
    with pytest.raises(Refused, match=said):
        write_chapter(actor="li", now=NOW, agency=cast.government, fiscal_year=2020, chapter=chapter, text=text)


def test_nothing_is_public_before_it_is_published(cast):
    assert publication_of(cast.government, 2020) is None
