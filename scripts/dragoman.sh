#!/usr/bin/env bash
# Runs dragoman from a clone; the first time, installs it with its pinned requirements into .venv/run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
environment=$root/.venv/run
if [ ! -x "$environment/bin/dragoman" ]; then
  python=${PYTHON:-python3.11}
  command -v "$python" >/dev/null || python=python3
  echo "installing dragoman into .venv/run (once, about a minute)…" >&2
  "$python" -m venv "$environment"
  "$environment/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$root/requirements/run.txt" >&2
  "$environment/bin/pip" install -q --disable-pip-version-check --no-deps "$root" >&2
fi
exec "$environment/bin/dragoman" "$@"
