#!/usr/bin/env bash
# Builds OAuth Workbench and opens its window. See --help.
set -euo pipefail
here=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=resources/scripts/common.sh
. "$root/resources/scripts/common.sh"

usage() {
    cat <<'USAGE'
./run.sh           build, and open the window on a sample database
./run.sh FILE      build, and open the window on that SQLite file, for reading until you unlock it
./run.sh --tour    build, and write a picture of every page and dialog to build/tour/; needs no display

Installs what is missing on Debian 12, as root or with sudo. Without a display it takes the tour.
USAGE
}

# Walks the program through itself on a screen in memory. Its home is a temporary folder: your settings stay as they are.
tour() {
    need "${packages_tour[@]}"
    local pictures="$root/build/tour" status=0
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    rm -rf "$pictures"
    mkdir -p "$pictures"
    say "walking through the window on a screen in memory"
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_DATA_HOME -u XDG_CACHE_HOME -u XAUTHORITY \
        HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb \
        timeout --kill-after=10 240 xvfb-run -a -s "-screen 0 1280x800x24" \
        "$root/build/release/bin/oauth-workbench" --tour "$pictures" >"$root/build/tour.log" 2>&1 </dev/null || status=$?
    if [ "$status" != 0 ]; then
        tail -n 5 "$root/build/tour.log" >&2
        [ "$status" != 124 ] || fail "the tour took longer than four minutes; its words are in build/tour.log."
        fail "the tour did not come to its end; its words are in build/tour.log."
    fi
    local made=("$pictures"/*.png)
    [ -e "${made[0]}" ] || fail "the tour made no picture; its words are in build/tour.log."
    printf '%s\n' "${made[@]##*/}"
    say "the pictures (${#made[@]}) are in $pictures"
}

mode=window
file=--sample
case "${1-}" in
    -h | --help) usage; exit 0 ;;
    --tour) mode=tour ;;
    -*) usage >&2; exit 2 ;;
    "") ;;
    /*) file=$1 ;;
    *) file=$here/$1 ;;
esac
if [ $# -gt 1 ]; then
    usage >&2
    exit 2
fi

cd "$root"
prepare
need "${packages_build[@]}" "${packages_run[@]}"
if [ "$mode" = window ] && [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    say "there is no display here: pictures of the window instead of the window"
    mode=tour
fi
if [ "$mode" = window ] && [ -z "${DISPLAY-}" ]; then
    need "${packages_wayland[@]}"
fi
build release
if [ "$mode" = tour ]; then
    tour
else
    say "opening the window"
    exec build/release/bin/oauth-workbench "$file"
fi
