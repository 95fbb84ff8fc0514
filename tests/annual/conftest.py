"""The demonstration district, loaded once for all tests of a module that are marked ``django_db``."""

import pytest
from django.db import connection, transaction

from gongkai.cli import demonstration
from gongkai.organs.queries import agency_by_code


@pytest.fixture(scope="module")
def demonstration_database(django_db_setup, django_db_blocker):
    """The district inside a transaction that is undone after the module's tests."""
    with django_db_blocker.unblock():
        assert "memory" in connection.settings_dict["NAME"] or connection.settings_dict["NAME"].startswith("test_")
        with transaction.atomic():
            demonstration.load(iter)
            yield
            transaction.set_rollback(True)


@pytest.fixture
def district(demonstration_database, db):
    """The demonstration district's government; what a test adds is undone after it."""
    return agency_by_code("YB")
