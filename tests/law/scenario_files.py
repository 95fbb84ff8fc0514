"""Scenarios an official can read, from ``tests/scenarios``."""

import tomllib
from pathlib import Path

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def scenarios(name):
    return tomllib.loads((SCENARIOS / f"{name}.toml").read_text("utf-8"))["scenario"]


def title(scenario):
    return scenario["title"]
