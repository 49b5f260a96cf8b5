#!/usr/bin/env bash
# Builds and runs the benchmark: run.sh BUILD_FOLDER [FOLDER_FOR_THE_DATABASE]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cmake --build "$1" --target owb-bench
exec "$1/bin/owb-bench" "$here/../peers/bench_authlib.py" "${2-/var/tmp}"
