"""Clock, rulebook loader, sealed fields, outbox, file store: nothing of the domain."""
