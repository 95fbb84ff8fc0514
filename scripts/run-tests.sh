#!/bin/sh
# Every test on SQLite, with coverage; then the database tests on PostgreSQL where a server is there.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/coverage erase
.venv/bin/pytest -n "${TEST_WORKERS:-2}" --dist worksteal --cov=gongkai --cov-branch --cov-report= -m "not browser" -q
.venv/bin/pytest -n 0 -p no:randomly --cov=gongkai --cov-branch --cov-append --cov-report= -m browser -q
.venv/bin/coverage combine -q 2>/dev/null || true
.venv/bin/coverage report --include='*/gongkai/law/*' --fail-under=100 --skip-covered
.venv/bin/coverage report --fail-under=90 --skip-covered --sort=cover | tail -n 25
if [ -n "${TEST_DATABASE_URL:-}" ]; then
  echo "The same tests on PostgreSQL:"
  DATABASE_URL="$TEST_DATABASE_URL" .venv/bin/pytest -n "${TEST_WORKERS:-2}" --dist worksteal -m "not browser and not battery" -q \
    --ignore tests/law --ignore tests/annual/published --ignore tests/house
else
  echo "TEST_DATABASE_URL is not set: the tests ran on SQLite only."
fi
