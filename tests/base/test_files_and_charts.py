import pytest

from gongkai.base import files
from gongkai.base.charts import bars, columns


def test_a_file_is_stored_once_under_its_digest():
    digest = files.put(b"content")

    assert files.put(b"content") == digest
    assert files.get(digest) == b"content"


def test_a_file_changed_on_disk_is_noticed(settings):
    digest = files.put(b"content")
    next(path for path in settings.FILES_DIR.rglob("*") if path.is_file()).write_bytes(b"changed")

    with pytest.raises(files.DamagedFile, match="改动"):
        files.get(digest)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_digest_is_no_file(name):
    with pytest.raises(FileNotFoundError):
        files.get(name)


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_chart_says_in_words_what_it_shows_and_escapes_them(draw):
    svg = draw("标题<b>", [("甲&乙", 3), ("丙", 0)])

    assert "<title>标题&lt;b&gt;</title>" in svg
    assert "<desc>甲&amp;乙3；丙0</desc>" in svg
    assert "style=" not in svg


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_chart_of_nothing_is_still_a_chart(draw):
    assert draw("空", []).startswith("<svg")
