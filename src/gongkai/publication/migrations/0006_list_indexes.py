from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organs", "0002_unified_code"),
        ("publication", "0005_import_run"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="document",
            name="document_by_agency",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_agency",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_category",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_agency_category",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_subject",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_genre",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_form",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="listed_not_in_force",
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "subject",
                    "form",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "agency",
                    "-published_on",
                    "-id",
                    "category",
                    "subject_top",
                    "subject",
                    "form",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_of_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "category",
                    "-published_on",
                    "-id",
                    "agency",
                    "subject_top",
                    "subject",
                    "form",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_of_category",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "subject_top",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject",
                    "form",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_of_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "subject",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "form",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_of_narrow_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "form",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "subject",
                    "genre",
                    "kind",
                    "validity",
                ],
                name="listed_of_form",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=[
                    "genre",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "subject",
                    "form",
                    "kind",
                    "validity",
                ],
                name="listed_of_genre",
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
                fields=[
                    "validity",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "subject",
                    "form",
                    "genre",
                    "kind",
                ],
                name="listed_not_holding",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(
                    ("retired_at__isnull", True),
                    ("standing", "live"),
                    ("structure", "article"),
                    models.Q(("kind", "government_information"), _negated=True),
                ),
                fields=[
                    "kind",
                    "-published_on",
                    "-id",
                    "agency",
                    "category",
                    "subject_top",
                    "subject",
                    "form",
                    "genre",
                    "validity",
                ],
                name="listed_other_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", True), ("standing", "live"), ("structure", "article")),
                fields=["recorded_at", "id"],
                name="listed_changed",
            ),
        ),
    ]
