"""The acts on catalogue: one act a file, a function of the same name."""
