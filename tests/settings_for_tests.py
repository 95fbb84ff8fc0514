"""The installation's settings over a data directory of the test run's own, so that no test meets a developer's data."""

import os
import tempfile

os.environ["GONGKAI_DATA"] = tempfile.mkdtemp(prefix="gongkai-test-")

from gongkai.config.settings import *  # noqa: F403 - the environment comes first; all of them are wanted

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
