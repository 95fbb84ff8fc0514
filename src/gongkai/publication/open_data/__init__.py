"""What is public, as data: one shape of each thing for the interface, the feeds and the dumps."""
