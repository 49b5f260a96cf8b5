#!/usr/bin/env bash
# Builds the benchmarks and runs them: run.sh BUILD_FOLDER [TOKENS [PART…]]. The report is BUILD_FOLDER/report.md and .json.
# OWB_BENCH_FOLDER names a folder where the databases are kept from run to run; ten million tokens take 2 GB.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cmake --build "$1" --target owb owb-bench owb-bench-jose owb-bench-pages owb-bench-window owb-bench-bare
# Not the offscreen platform: painting there costs nothing of what it costs people.
exec env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1280x800x24" \
    /usr/bin/python3 -B "$here/../support/engines.py" --lasting -- \
    /usr/bin/python3 -B "$here/report.py" "$1" "$1/report" "${@:2}"
