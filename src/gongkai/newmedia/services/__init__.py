"""The acts on newmedia: one act a file, a function of the same name."""
