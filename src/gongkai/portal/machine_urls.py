"""The public's routes that only machines ask for; part of the portal's."""

from django.urls import path

from gongkai.portal import feeds, site_map_files

urlpatterns = [
    path("zfxxgk/fdzdgknr/feed.<slug:kind>", feeds.all_feed, name="all_feed"),
    path("zfxxgk/fdzdgknr/<slug:category>/feed.<slug:kind>", feeds.feed, name="feed"),
    path("zfxxgk/jg/<slug:code>/fdzdgknr/feed.<slug:kind>", feeds.agency_feed, name="agency_feed"),
    path("sitemap.xml", site_map_files.index, name="site_map_index"),
    path("sitemaps/<int:number>.xml", site_map_files.part, name="site_map_file"),
    path("robots.txt", site_map_files.robots, name="robots"),
]
