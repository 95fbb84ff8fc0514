"""The portal edge."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages only; no rows."""

    name = "gongkai.portal"
    label = "portal"
