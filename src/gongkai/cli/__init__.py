"""The commands of ``gongkai``: all argv lives here."""
