"""The confined reader: name and bytes on standard input, the reading as JSON on standard output."""

import json
import resource
import sys

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 20


def main() -> None:
    """Set the limits first, then load the parsers and read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    from gongkai.annual.published.confined import as_json  # noqa: PLC0415 - after the limits
    from gongkai.annual.published.reader import read_report_bytes  # noqa: PLC0415
    from gongkai.law.reading import NotAReport  # noqa: PLC0415

    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer = as_json(read_report_bytes(name, sys.stdin.buffer.read()))
    except NotAReport as error:
        answer = {"reason": str(error)}
    sys.stdout.write(json.dumps(answer))


main()
