"""The confined reader: name and bytes on standard input, the reading as JSON on standard output."""

import json
import resource
import sys

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 20

# The limits come before the parsers are loaded.
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))

from gongkai.annual.published.confined import as_json  # noqa: E402
from gongkai.annual.published.reader import read_report_bytes  # noqa: E402
from gongkai.law.reading import NotAReport  # noqa: E402


def main() -> None:
    """Answer with the reading, or with the reason why there is none."""
    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer = as_json(read_report_bytes(name, sys.stdin.buffer.read()))
    except NotAReport as error:
        answer = {"reason": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
