"""What stood in the old columns of documents, in its new places."""

import hashlib
import re
from html import escape

from django.db import migrations


def bodies_and_numbers(apps, schema_editor):
    """Bodies move to a table of their own as paragraphs; what is public gets index numbers in the order it came."""
    Document = apps.get_model("publication", "Document")
    Body = apps.get_model("publication", "Body")
    IndexSeries = apps.get_model("publication", "IndexSeries")
    Tally = apps.get_model("publication", "Tally")
    numbers, last, tally = {}, {}, {}
    for document in Document.objects.select_related("agency").order_by("recorded_at", "id").iterator(2000):
        paragraphs = (line.strip() for line in document.plain_body.splitlines())
        html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in paragraphs if line)
        digest = hashlib.sha256(html.encode()).hexdigest()
        Body.objects.get_or_create(digest=digest, defaults={"html": html})
        if document.public_id not in numbers:
            prefix = re.sub(r"[^0-9A-Z-]", "", document.agency.code.upper())[:18]
            series = (prefix, document.published_on.year)
            last[series] = last.get(series, 0) + 1
            numbers[document.public_id] = f"{prefix}/{series[1]}-{last[series]:05d}"
        Document.objects.filter(pk=document.pk).update(
            body_id=digest,
            index_number=numbers[document.public_id],
            validity="abolished" if document.abolished_on else "in_force",
        )
        if document.retired_at is None:
            key = (document.agency_id, "", document.kind, f"{document.published_on:%Y-%m}")
            tally[key] = tally.get(key, 0) + 1
    IndexSeries.objects.bulk_create(IndexSeries(prefix=p, year=y, last=n) for (p, y), n in last.items())
    Tally.objects.bulk_create(
        Tally(agency_id=a, category=c, kind=k, month=m, count=n) for (a, c, k, m), n in tally.items()
    )


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_the_way_to_the_public")]
    operations = [migrations.RunPython(bodies_and_numbers, migrations.RunPython.noop)]
