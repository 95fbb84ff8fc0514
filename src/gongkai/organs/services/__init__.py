"""The acts on organs: one act a file, a function of the same name."""
