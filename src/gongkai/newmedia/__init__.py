"""Government new-media accounts and what happened to them."""
