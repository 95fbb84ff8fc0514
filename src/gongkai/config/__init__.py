"""Settings, urls, entry points."""
