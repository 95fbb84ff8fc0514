"""Power items, decisions, fees and procurement: the facts behind table two."""
