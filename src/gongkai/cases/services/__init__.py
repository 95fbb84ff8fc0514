"""The acts on cases: one act a file, a function of the same name."""
