"""How large a file may be before anything of it is read."""

MOST_BYTES = 30_000_000
