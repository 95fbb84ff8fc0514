"""Agencies with a history, people, roles, and the one visibility policy."""
