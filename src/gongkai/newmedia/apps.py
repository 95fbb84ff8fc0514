"""The newmedia app."""

from django.apps import AppConfig


class NewmediaConfig(AppConfig):
    """Government new-media accounts and what happened to them."""

    name = "gongkai.newmedia"
    label = "newmedia"
    verbose_name = "政务新媒体"
