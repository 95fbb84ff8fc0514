"""axe-core on every page of the desk, wide and narrow: nothing serious."""

import pytest

from browser.axe import serious

pytestmark = pytest.mark.browser
DESK = [
    *["/desk/", "/desk/publishing/", "/desk/publishing/new/YB/", "/desk/publishing/new/YB/?structure=guide"],
    *["/desk/publishing/new/YB/?structure=topic", "/desk/publishing/published/", "/desk/publishing/dues/"],
    *["/desk/vocabularies/", "/desk/publishing/routes/", "/desk/check/", "/desk/account/second-factor/"],
]


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
