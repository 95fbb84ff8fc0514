"""``python -m gongkai`` is the command ``gongkai``."""

from gongkai.config.command import main

main()
