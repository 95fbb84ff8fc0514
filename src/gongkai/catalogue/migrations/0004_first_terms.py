"""The terms an installation begins with."""

from datetime import UTC, datetime

from django.db import migrations

from gongkai.catalogue.vocabularies import initial_terms

FIRST_KNOWN = datetime(2008, 5, 1, tzinfo=UTC)  # the Regulation came into force; earlier than any record


def load(apps, schema_editor):
    Term = apps.get_model("catalogue", "Term")
    Term.objects.bulk_create(Term(recorded_at=FIRST_KNOWN, **row) for row in initial_terms())


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_vocabularies")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
