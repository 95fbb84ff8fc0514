"""The shield: what hides in a file or stands in a text that the public must not get, and the file made anew without it.

``engine`` is the way in; ``formats`` holds one module a file type; ``data/*.toml`` names every kind of finding.
"""
