"""The report as JSON, by the open schemas in ``schemas/``."""

import json

from gongkai.annual.report import Report


def render_json(report: Report) -> bytes:
    """UTF-8 JSON, indented, keys in the order of the form."""
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n").encode()
