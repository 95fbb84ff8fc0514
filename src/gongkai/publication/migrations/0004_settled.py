import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_bodies_and_numbers")]

    operations = [
        migrations.RemoveField(model_name="document", name="plain_body"),
        migrations.AlterField(
            model_name="document",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="publication.body",
                verbose_name="正文",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["-published_on", "-id"],
                name="listed",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["agency", "-published_on", "-id"],
                name="listed_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["category", "-published_on", "-id"],
                name="listed_category",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["agency", "category", "-published_on", "-id"],
                name="listed_agency_category",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["subject_top", "-published_on", "-id"],
                name="listed_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["genre", "-published_on", "-id"],
                name="listed_genre",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["form", "-published_on", "-id"],
                name="listed_form",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(
                    ("retired_at__isnull", True),
                    ("standing", "live"),
                    ("structure", "article"),
                    models.Q(("validity", "in_force"), _negated=True),
                ),
                fields=["validity", "-published_on", "-id"],
                name="listed_not_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("document_number", ""), _negated=True),
                fields=["document_number"],
                name="document_number",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), models.Q(("structure", "article"), _negated=True)),
                fields=["structure", "agency"],
                name="structured",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("expires_on__isnull", False), ("retired_at__isnull", True)),
                fields=["expires_on"],
                name="document_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("index_number",),
                name="one_current_index_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True), models.Q(("source_id", ""), _negated=True)),
                fields=("agency", "source_id"),
                name="one_current_source",
            ),
        ),
        migrations.AddField(
            model_name="bundle",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.agency", verbose_name="机构"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.agency", verbose_name="机构"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="bundle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="publication.bundle",
                verbose_name="组合",
            ),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="publication.draft",
                verbose_name="草稿",
            ),
        ),
        migrations.AddField(
            model_name="draftversion",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="publication.draft",
                verbose_name="草稿",
            ),
        ),
        migrations.AddConstraint(
            model_name="indexseries",
            constraint=models.UniqueConstraint(fields=("prefix", "year"), name="one_series"),
        ),
        migrations.AddField(
            model_name="review",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reviews",
                to="publication.draft",
                verbose_name="草稿",
            ),
        ),
        migrations.AddField(
            model_name="reviewroute",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.agency", verbose_name="机构"
            ),
        ),
        migrations.AddField(
            model_name="secrecyreview",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secrecy_reviews",
                to="publication.draft",
                verbose_name="草稿",
            ),
        ),
        migrations.AddField(
            model_name="shieldoverride",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="overrides",
                to="publication.draft",
                verbose_name="草稿",
            ),
        ),
        migrations.AddField(
            model_name="shieldoverride",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="overrides",
                to="publication.draftfile",
                verbose_name="文件",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.agency", verbose_name="机构"
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["agency", "stage", "-changed_at"], name="draft_work"),
        ),
        migrations.AddConstraint(
            model_name="draftversion",
            constraint=models.UniqueConstraint(fields=("draft", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="reviewroute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)), fields=("agency",), name="one_current_route"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("agency", "category", "kind", "month"), name="one_tally"),
        ),
    ]
