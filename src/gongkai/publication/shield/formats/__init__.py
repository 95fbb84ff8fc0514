"""One module a file type, each with ``scan``, ``visible_text`` and ``rebuild`` over bytes."""
