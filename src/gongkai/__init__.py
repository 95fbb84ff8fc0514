"""Gongkai 公开: the open platform for Chinese open government information work."""

__version__ = "0.1.0"
