"""axe-core on every page of the platform and the desk, wide and narrow: nothing serious."""

from importlib.resources import files

import pytest

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = "tags => axe.run(document, {runOnly: tags}).then(r => r.violations)"
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
DESK = [
    *["/desk/", "/desk/publishing/", "/desk/publishing/new/YB/", "/desk/publishing/new/YB/?structure=guide"],
    *["/desk/publishing/new/YB/?structure=topic", "/desk/publishing/published/", "/desk/publishing/dues/"],
    *["/desk/vocabularies/", "/desk/publishing/routes/", "/desk/check/", "/desk/account/second-factor/"],
]


def serious(page):
    page.evaluate(AXE)
    return [
        (one["id"], node["html"][:160])
        for one in page.evaluate(ASK, TAGS)
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
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


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_the_desk_keeps_anybody_out(opened, width):
    page = opened("lijingban", bypass_csp=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/desk/publishing/")
    drafts = [a.get_attribute("href") for a in page.locator("main td a").all()]
    wrong = {}
    for path in [*DESK, *drafts, *(f"{draft}edit/" for draft in drafts), *(f"{draft}versions/" for draft in drafts)]:
        page.goto(path)
        found = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(("scrolls sideways", path))
        if found:
            wrong[path] = found
    assert not wrong
