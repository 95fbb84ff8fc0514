"""The staff pages, behind a log-in."""
