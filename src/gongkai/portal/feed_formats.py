"""RSS and Atom with the whole text and every attachment, which Django's own generators leave out."""

import re
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc2822_date, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """The text without what no XML can hold."""
    return _NOT_XML.sub("", text)


class _Dated:
    """The feed changed when anything last did, not when the newest entry was written."""

    feed: dict[str, Any]

    def latest_post_date(self) -> datetime | None:
        """The moment of the last change; None for an empty platform."""
        return self.feed["changed_at"]


class Rss(_Dated, Rss201rev2Feed):
    """RSS 2.0 with ``content:encoded`` and as many enclosures as there are files."""

    def rss_attributes(self) -> dict[str, str]:
        """The name spaces."""
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """An empty platform has no date of its last change."""
        if self.feed["changed_at"] is None:
            self.feed["changed_at"] = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        super().add_root_elements(handler)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """An entry."""
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("link", item["link"])
        handler.addQuickElement("description", item["description"])
        handler.addQuickElement("content:encoded", item["content"])
        handler.addQuickElement("dc:creator", item["author_name"], {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
        handler.addQuickElement("pubDate", rfc2822_date(item["pubdate"]))
        handler.addQuickElement("guid", item["unique_id"], {"isPermaLink": "false"})
        for name in item["categories"]:
            handler.addQuickElement("category", name)
        for url, size, media_type in item["attachments"]:
            handler.addQuickElement("enclosure", "", {"url": url, "length": str(size), "type": media_type})


class Atom(_Dated, Atom1Feed):
    """Atom 1.0 with ``content``."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """An empty platform has no date of its last change."""
        if self.feed["changed_at"] is None:
            self.feed["changed_at"] = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        super().add_root_elements(handler)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """An entry."""
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("link", "", {"href": item["link"], "rel": "alternate"})
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.startElement("author", {})
        handler.addQuickElement("name", item["author_name"])
        handler.endElement("author")
        handler.addQuickElement("summary", item["description"])
        handler.addQuickElement("content", item["content"], {"type": "html"})
        for name in item["categories"]:
            handler.addQuickElement("category", "", {"term": name})
        for url, size, media_type in item["attachments"]:
            handler.addQuickElement(
                "link", "", {"rel": "enclosure", "href": url, "length": str(size), "type": media_type}
            )
