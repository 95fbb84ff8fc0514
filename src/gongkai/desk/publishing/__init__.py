"""The desk of proactive disclosure: drafting, files, review, what is public."""
