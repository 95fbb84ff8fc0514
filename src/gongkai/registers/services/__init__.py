"""The acts on registers: one act a file, a function of the same name."""
