"""What every test has."""

from datetime import UTC, datetime

import pytest

from gongkai.catalogue import vocabularies
from gongkai.catalogue.vocabularies import Term

pytest_plugins = ["chromium"]


FIRST_KNOWN = datetime(2008, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _first_terms(request):
    """The terms an installation begins with, also after a test that emptied every table behind itself."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    if not Term.objects.exists():
        Term.objects.bulk_create(Term(recorded_at=FIRST_KNOWN, **row) for row in vocabularies.initial_terms())


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files, keys and checkpoints of one test stay in its own directory."""
    vocabularies.forget()
    settings.FILES_DIR = tmp_path / "files"
    settings.CHECKPOINT_FILE = tmp_path / "checkpoints.txt"
    settings.SEAL_KEY_FILE = tmp_path / "keys" / "seal.key"
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.pem"
