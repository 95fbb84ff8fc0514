"""Asks axe-core what keeps people out of a page."""

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = "tags => axe.run(document, {runOnly: tags}).then(r => r.violations)"


def serious(page):
    page.evaluate(AXE)
    return [
        (one["id"], node["html"][:160])
        for one in page.evaluate(ASK, TAGS)
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
