"""The demonstration district: 伊滨经开区 in 2020, made as records through the services, the same at every run."""

from gongkai.cli.demonstration.load import is_loaded, load

__all__ = ["is_loaded", "load"]
