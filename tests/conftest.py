"""What every test has."""

import pytest

from gongkai.catalogue import vocabularies

pytest_plugins = ["chromium"]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files, keys and checkpoints of one test stay in its own directory."""
    vocabularies.forget()
    settings.FILES_DIR = tmp_path / "files"
    settings.CHECKPOINT_FILE = tmp_path / "checkpoints.txt"
    settings.SEAL_KEY_FILE = tmp_path / "keys" / "seal.key"
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.pem"
