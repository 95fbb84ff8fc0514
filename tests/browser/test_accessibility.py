"""axe-core on every page of the platform, wide and narrow: nothing serious."""

import pytest

from browser.axe import serious

pytestmark = pytest.mark.browser
PUBLIC = [
    *["/", "/en/", "/zfxxgk/", "/zfxxgk/zhinan/", "/zfxxgk/zhidu/", "/zfxxgk/fdzdgknr/", "/zfxxgk/fdzdgknr/21-c4/"],
    *["/zfxxgk/nianbao/", "/zfxxgk/nianbao/YB/2020/", "/zfxxgk/ysqgk/", "/zfxxgk/jg/YB-201/fdzdgknr/20-14/"],
    *["/wjk/", "/jd/", "/jg/", "/jg/YB-103/", "/zt/", "/ss/?q=土地", "/ss/?q=没有这样的词", "/ditu/", "/shengming/"],
    *["/api/v1/docs", "/nothing/"],
]
FOUND = [
    ("/wjk/", "标准目录管理办法"),
    ("/jd/", "解读"),
    ("/zt/", "征地拆迁"),
    ("/zfxxgk/fdzdgknr/21-c4/", "土地"),
]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_public_page_keeps_anybody_out(opened, width):
    page = opened(bypass_csp=True)
    page.set_viewport_size({"width": width, "height": 900})
    paths = list(PUBLIC)
    for start, words in FOUND:
        page.goto(start)
        paths.append(page.locator("main a", has_text=words).first.get_attribute("href"))
    document = paths[-4]
    paths += [f"{document}versions/", document]
    wrong = {}
    for path in paths:
        page.goto(path)
        found = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(("scrolls sideways", path))
        if found:
            wrong[path] = found
    assert not wrong
