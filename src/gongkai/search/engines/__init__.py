"""Engines that answer a search; each keeps the protocol."""
