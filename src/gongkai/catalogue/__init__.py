"""Statutory categories and standard directories."""
