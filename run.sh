#!/usr/bin/env bash
# Builds OAuth Workbench and opens its window. See --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
here=$PWD
cd "$root"
mkdir -p build
# shellcheck source=resources/scripts/common.sh
. resources/scripts/common.sh

usage() {
    cat <<'END'
./run.sh           build, and open the window on a sample database
./run.sh FILE      build, and open the window on that SQLite file
./run.sh --tour    build, and write a picture of every page and dialog to build/tour/ (also without a display)

Installs what is missing on Debian 12 (as root, or with sudo). Asks nothing.
END
}

tour() {
    # shellcheck disable=SC2086
    need $packages_tour
    local home
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    rm -rf build/tour
    mkdir -p build/tour
    say "walking through the window under Xvfb"
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
        XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb \
        xvfb-run -a -s "-screen 0 1280x800x24" timeout 120 build/release/bin/oauth-workbench --tour build/tour ||
        fail "the tour did not come to its end"
    say "$(find build/tour -name '*.png' | wc -l) pictures in $root/build/tour"
}

mode=window
case "${1-}" in
    -h | --help) usage; exit 0 ;;
    --tour) mode=tour ;;
    -*) usage >&2; exit 2 ;;
    "") file=--sample ;;
    *) case "$1" in /*) file=$1 ;; *) file=$here/$1 ;; esac ;;
esac

# shellcheck disable=SC2086
need $packages_build $packages_run
build release
if [ "$mode" = window ] && [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    say "there is no display here: taking the tour instead"
    mode=tour
fi
if [ "$mode" = tour ]; then
    tour
else
    say "opening the window"
    exec build/release/bin/oauth-workbench "$file"
fi
