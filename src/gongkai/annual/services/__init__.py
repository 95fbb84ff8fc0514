"""The acts on annual reports: one act a file, a function of the same name."""
