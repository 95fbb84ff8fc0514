"""The public pages: everything here is public and sets no cookie."""
