"""Feeds, site map and robots file: what machines read of the portal."""

import re
from datetime import timedelta

import pytest
from django.utils.http import http_date
from lxml import etree

from cast import NOW
from gongkai.portal import site_map_files
from gongkai.publication.services.change_state import withdraw_document
from openly import HIDDEN, PAPER, body_of, make_stock
from publishers import published

pytestmark = pytest.mark.django_db
LIST = "/zfxxgk/fdzdgknr"
FEEDS = [f"{LIST}/feed", f"{LIST}/20-01/feed", "/zfxxgk/jg/G/fdzdgknr/feed"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def stock():
    return make_stock()


def xml(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return etree.fromstring(body_of(response).encode())


@pytest.mark.parametrize("feed", FEEDS)
def test_the_three_formats_tell_the_same(client, stock, feed):
    rss, atom = xml(client, f"{feed}.rss"), xml(client, f"{feed}.atom")
    data = client.get(f"{feed}.json").json()
    expected = [item["title"] for item in data["items"]]

    assert expected
    assert [item.findtext("title") for item in rss.iter("item")] == expected
    assert [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")] == expected
    assert [item.findtext("guid") for item in rss.iter("item")] == [item["id"] for item in data["items"]]
    assert [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")] == [
        item["id"] for item in data["items"]
    ]


def test_entries_carry_the_whole_text_the_files_and_what_offices_ask_for(client, stock):
    [item] = client.get(f"{LIST}/20-01/feed.json").json()["items"]
    rss = xml(client, f"{LIST}/20-01/feed.rss").find("channel/item")
    atom = xml(client, f"{LIST}/20-01/feed.atom").find(f"{ATOM}entry")

    assert item["_gov"]["document_number"] == "测政〔2020〕5号"
    assert item["_gov"]["index_number"] == "G/2020-00001"
    assert item["_gov"]["validity"]["name"] == "有效"
    assert item["_gov"]["made_on"] == "2020-01-02"
    assert "每月 700 元" in item["content_text"]
    assert 'src="http://testserver/p/' in item["content_html"]
    assert item["attachments"][0]["size_in_bytes"] == PAPER.size
    assert "每月 700 元" in rss.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert rss.findtext("category") == item["tags"][0]
    assert len(rss.findall("enclosure")) == 2
    assert rss.find("enclosure").get("length") == str(PAPER.size)
    assert "每月 700 元" in atom.findtext(f"{ATOM}content")
    assert len([link for link in atom.findall(f"{ATOM}link") if link.get("rel") == "enclosure"]) == 2


def test_a_feed_holds_the_newest_thirty(client, stock):
    for number in range(40):
        published(stock.cast.department, f"公告{number:02d}")
    items = client.get("/zfxxgk/jg/D/fdzdgknr/feed.json").json()["items"]

    assert len(items) == 30
    assert items[0]["title"] == "公告39"


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_an_unchanged_feed_is_not_sent_again_and_a_withdrawal_is_a_change(client, stock, kind):
    address = f"{LIST}/feed.{kind}"
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    withdraw_document(actor="z", now=NOW + timedelta(days=1), public_id=stock.reading.public_id, reason="误发")
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(address, headers=header)
        assert again.status_code == 200
        assert "低保标准问答" not in body_of(again)


def test_the_guid_stays_though_the_document_changes(client, stock):
    before = client.get(f"{LIST}/20-01/feed.json").json()["items"][0]["id"]
    from gongkai.publication.kinds import Validity  # noqa: PLC0415
    from gongkai.publication.services.change_state import set_validity  # noqa: PLC0415

    set_validity(
        actor="z", now=NOW + timedelta(days=1), public_id=stock.policy.public_id, validity=Validity.AMENDED, reason="改"
    )
    [item] = client.get(f"{LIST}/20-01/feed.json").json()["items"]

    assert item["id"] == before
    assert item["_gov"]["validity"]["code"] == "amended"


def test_a_feed_of_nothing_known_is_404(client, stock):
    for path in (f"{LIST}/feed.exe", f"{LIST}/nothing/feed.rss", "/zfxxgk/jg/X/fdzdgknr/feed.rss"):
        assert client.get(path).status_code == 404
    assert client.post(f"{LIST}/feed.rss").status_code == 405


def test_an_empty_platform_has_well_formed_feeds(client):
    for kind in ("rss", "atom"):
        xml(client, f"{LIST}/feed.{kind}")
    assert client.get(f"{LIST}/feed.json").json()["items"] == []
    xml(client, "/sitemap.xml")
    xml(client, "/sitemaps/0.xml")


def test_every_public_page_is_in_the_site_map_once(client, stock, monkeypatch):
    for number in range(25):
        published(stock.cast.department, f"公告{number:02d}")
    monkeypatch.setattr(site_map_files, "PER_FILE", 10)
    index = xml(client, "/sitemap.xml")
    files = [node.text for node in index.iter("{*}loc")]
    found = [node.text for url in files for node in xml(client, url.replace("http://testserver", "")).iter("{*}loc")]
    documents = [url for url in found if "/p/" in url]

    assert len(found) == len(set(found))
    assert len(documents) == 27
    assert f"http://testserver/p/{stock.policy.public_id}/" in documents
    assert "http://testserver/" in found
    assert all(len(list(xml(client, url.replace("http://testserver", "")).iter("{*}loc"))) <= 10 for url in files)
    assert client.get("/sitemaps/999.xml").status_code == 404
    assert client.get("/sitemaps/" + "9" * 40 + ".xml").status_code == 404


def test_the_last_change_in_the_site_map_is_a_real_one(client, stock):
    node = next(one for one in xml(client, "/sitemaps/1.xml") if stock.policy.public_id in one.findtext("{*}loc"))

    assert node.findtext("{*}lastmod") == "2021-01-15"


def test_robots_may_read_all_but_the_desk(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /desk/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_nothing_hidden_is_in_feeds_or_site_map(client, stock):
    addresses = [f"{feed}.{kind}" for feed in FEEDS for kind in ("rss", "atom", "json")]
    for address in [*addresses, "/sitemap.xml", "/sitemaps/0.xml", "/sitemaps/1.xml"]:
        text = body_of(client.get(address))
        assert HIDDEN not in text, address
        for hidden in (stock.merged, stock.withdrawn, stock.on_record):
            assert hidden.public_id not in text, address
        assert stock.draft_id not in text, address


def test_no_machine_page_sets_a_cookie(client, stock):
    addresses = [f"{feed}.{kind}" for feed in FEEDS for kind in ("rss", "atom", "json")]
    for address in [*addresses, "/sitemap.xml", "/sitemaps/1.xml", "/robots.txt"]:
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert re.match(r"public, max-age=\d+", response["Cache-Control"])


def test_a_feed_asks_few_questions(client, stock, django_assert_max_num_queries):
    for number in range(40):
        published(stock.cast.department, f"公告{number:02d}")
    with django_assert_max_num_queries(8):
        client.get(f"{LIST}/feed.rss")
    tag = client.get(f"{LIST}/feed.rss")["ETag"]
    with django_assert_max_num_queries(4):
        client.get(f"{LIST}/feed.rss", headers={"If-None-Match": tag})


def test_dates_are_those_http_knows(client, stock):
    response = client.get(f"{LIST}/feed.rss")

    assert response["Last-Modified"] == http_date(NOW.timestamp())
