"""The rows of publication: what is public, and what is on its way there. The two never share a table."""

from gongkai.publication.models.document import Body, Document, IndexSeries, Interpretation, PublicFile, Tally
from gongkai.publication.models.draft import (
    Bundle,
    Draft,
    DraftFile,
    DraftVersion,
    Review,
    ReviewRoute,
    SecrecyReview,
    ShieldOverride,
)
from gongkai.publication.models.import_run import ImportRun

__all__ = [
    "Body",
    "Bundle",
    "Document",
    "Draft",
    "DraftFile",
    "DraftVersion",
    "ImportRun",
    "IndexSeries",
    "Interpretation",
    "PublicFile",
    "Review",
    "ReviewRoute",
    "SecrecyReview",
    "ShieldOverride",
    "Tally",
]
