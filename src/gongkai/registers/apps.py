"""The registers app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Power items, decisions, fees and procurement: the facts behind table two."""

    name = "gongkai.registers"
    label = "registers"
    verbose_name = "台账"
