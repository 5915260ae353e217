#!/usr/bin/env bash
# Passes every check in a fresh environment: style, types, tests. Needs Python 3.11 and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}
command -v "$python" >/dev/null || python=python3
environment=${DRAGOMAN_TEST_ENV:-.venv/test}
[ -x "$environment/bin/python" ] || "$python" -m venv "$environment"
"$environment/bin/pip" install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
"$environment/bin/pip" install -q --disable-pip-version-check --no-deps --force-reinstall .
"$environment/bin/ruff" check .
"$environment/bin/ruff" format --check .
"$environment/bin/mypy"
"$environment/bin/pytest" "$@"
