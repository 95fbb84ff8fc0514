"""The annual report: figures of a year with the records behind each cell, rendered, checked."""
