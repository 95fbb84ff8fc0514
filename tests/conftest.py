"""Settings for every test: a data directory of its own, so that no test meets a developer's data."""

import os
import tempfile

DATA = tempfile.mkdtemp(prefix="gongkai-test-")
os.environ["GONGKAI_DATA"] = DATA

import pytest  # noqa: E402 - the environment must be set before Django's settings are read


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files, keys and checkpoints of one test stay in its own directory."""
    settings.FILES_DIR = tmp_path / "files"
    settings.CHECKPOINT_FILE = tmp_path / "checkpoints.txt"
    settings.SEAL_KEY_FILE = tmp_path / "keys" / "seal.key"
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.pem"
