"""Append-only chained record of acts, Merkle checkpoints, verifier."""
