"""The widget bodies are written in: an editor where there is script, a text area where there is none."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from gongkai.publication.richtext.entered import from_entered


class RichText(forms.Textarea):
    """Sends a sanitised body, whatever the browser sent; needs ``django_prose_editor`` among the installed apps.

    Args:
        upload_url: where pictures are posted (multipart, field ``file``); it answers ``{"src": …, "digest": …}``.
        paste_url: where what was copied from Word is posted (field ``html``); it answers ``{"html": …}``.
        picture_url: where a picture of the body is shown, with ``{digest}`` in it.
    """

    template_name = "desk/widgets/rich_text.html"

    class Media:
        css = {"all": ["desk/editor.css"]}
        js = [forms.Script("desk/editor.js", type="module")]

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        *,
        upload_url: str = "",
        paste_url: str = "",
        picture_url: str = "",
    ) -> None:
        places = {"data-upload-url": upload_url, "data-paste-url": paste_url, "data-picture-url": picture_url}
        given = {name: value for name, value in places.items() if value}
        super().__init__({"rows": 20, **given, **(attrs or {})})

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str | None:
        """The body; plain text, as it comes without script, becomes paragraphs."""
        entered = super().value_from_datadict(data, files, name)
        return from_entered(entered) if entered else entered

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - Django's signature
        """Never: a hidden required text area keeps a browser from sending the form without a word."""
        return False
