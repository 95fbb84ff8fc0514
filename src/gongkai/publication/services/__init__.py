"""The acts on publication: one act a file, a function of the same name."""
