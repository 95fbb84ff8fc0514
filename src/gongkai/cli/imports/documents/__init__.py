"""Imports of documents from tables and folders, in batches that can be resumed."""
