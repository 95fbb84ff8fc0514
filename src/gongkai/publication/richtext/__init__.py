"""Bodies of documents: what enters, what is kept, and what is read out of it. Knows no framework and no files.

A body is a fragment of the HTML that ``sanitise`` lets through. Its pictures are named ``attachment:<sha256 hex>``
(or a path below ``/p/``); who renders a body maps the digests to addresses. Ids are made when it is rendered.
"""
