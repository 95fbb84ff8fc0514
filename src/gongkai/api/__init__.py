"""The interface for machines: what is public, as JSON, for anybody, without a key."""
