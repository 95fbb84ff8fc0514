#!/bin/sh
# Every test on SQLite, with coverage where tracing costs little; then the database tests on PostgreSQL where one is there.
set -eu
cd "$(dirname "$0")/.."
workers="${TEST_WORKERS:-2}"
.venv/bin/coverage erase
.venv/bin/pytest -q -n "$workers" --dist worksteal -m "not browser and not battery" --cov=gongkai --cov-branch --cov-report=
.venv/bin/coverage report --include='*/gongkai/law/*' --fail-under=100 --skip-covered
.venv/bin/coverage report --fail-under=90 --skip-covered --sort=cover | tail -n 25
.venv/bin/pytest -q -n "$workers" --dist worksteal -m battery
.venv/bin/pytest -q -n "$workers" --dist loadfile -m browser
if [ -n "${TEST_DATABASE_URL:-}" ]; then
  echo "The same tests on PostgreSQL:"
  DATABASE_URL="$TEST_DATABASE_URL" .venv/bin/pytest -q -n "$workers" --dist worksteal -m "not browser and not battery" \
    --ignore tests/law --ignore tests/annual/published --ignore tests/house --ignore tests/oracle \
    --ignore tests/publication/shield --ignore tests/publication/richtext
else
  echo "TEST_DATABASE_URL is not set: the tests ran on SQLite only."
fi
