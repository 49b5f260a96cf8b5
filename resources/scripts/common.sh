# shellcheck shell=bash
# What run.sh and test.sh share: saying what happens, installing what is missing, building what changed.
# Sourced, never run. Expects $root, the top of the project.
: "${root:?}"

# shellcheck source=resources/scripts/packages.sh
. "$root/resources/scripts/packages.sh"

say() { printf '== %s\n' "$*"; }

fail() {
    printf '\n%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Makes build/, where everything goes that these scripts write.
prepare() {
    mkdir -p "$root/build" 2>/dev/null || true
    [ -w "$root/build" ] ||
        fail "$root/build cannot be written by $(id -un). Remove it (it holds only what was built) and start again."
    local free
    free=$(df -Pk "$root/build" | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -ge 300000 ] ||
        fail "the disk is full: $((free / 1024)) MB are free for $root/build, at least 300 are needed."
    # ccache needs a place of its own where the home folder is missing or not ours.
    if [ -z "${CCACHE_DIR-}" ] && [ ! -w "${HOME:-/nonexistent}" ]; then
        export CCACHE_DIR="$root/build/ccache"
    fi
}

# as_root COMMAND…: runs it as root, through sudo where needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# can_be_root: whether as_root will work; sudo may ask for the password only where somebody can type it.
can_be_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [ -t 0 ]
}

# need PACKAGE…: installs those that are missing.
need() {
    command -v dpkg-query >/dev/null ||
        fail "this script installs Debian packages and runs on Debian 12; README.md names what to install elsewhere."
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    can_be_root || fail "packages are missing. As root, run: apt-get install --no-install-recommends ${missing[*]}"
    say "installing ${missing[*]}"
    local log="$root/build/install.log" options=(-q -o DPkg::Lock::Timeout=240)
    # A list that cannot be fetched matters only when a package is missing then: the second command tells.
    as_root apt-get "${options[@]}" update >"$log" 2>&1 </dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get "${options[@]}" -y --no-install-recommends install "${missing[@]}" >>"$log" 2>&1 </dev/null ||
        fail "$(why_not_installed "$log") The whole log is in build/install.log."
}

# why_not_installed LOG: a sentence about what apt-get said.
why_not_installed() {
    local log=$1 system missing
    system=$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null || true)
    if grep -q 'No space left on device\|have enough free space' "$log"; then
        echo "The packages could not be installed: the disk is full."
    elif grep -q 'Could not get lock\|Unable to acquire the dpkg' "$log"; then
        echo "Another program is installing packages and did not end within four minutes."
    elif grep -qE 'Could not (resolve|connect)|Temporary failure|Connection (failed|timed out)|Network is unreachable' \
        "$log"; then
        echo "The packages could not be downloaded: there is no network, or no way to the package mirror."
    elif grep -q 'Unable to locate package\|no installation candidate' "$log"; then
        missing=$(sed -nE "s/^E: Unable to locate package //p; s/^E: Package '(.*)' has no installation candidate/\1/p" \
            "$log" | paste -sd ' ')
        echo "This is made for Debian 12; ${system:-this system} does not offer $missing."
    else
        echo "The packages could not be installed: $(grep '^E: ' "$log" | tail -n 1)."
    fi
}

# jobs_at_once: a compiler for each processor, but no more than the free memory carries.
jobs_at_once() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo 2>/dev/null || true)
    memory=${memory:-2}
    [ "$memory" -ge 1 ] || memory=1
    echo $((processors < memory ? processors : memory))
}

# logged LOG COMMAND…: on a terminal as it is, elsewhere into the log, so that a step stays one line.
logged() {
    local log=$1
    shift
    if [ -t 1 ]; then
        "$@" </dev/null
    else
        "$@" >"$log" 2>&1 </dev/null
    fi
}

# at_home FOLDER: whether CMake made this build folder for the project where it is now.
at_home() {
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$1/CMakeCache.txt" 2>/dev/null
}

# configured PRESET: whether the build folder is this project's and as the presets say.
configured() {
    local folder="$root/build/$1"
    [ -f "$folder/build.ninja" ] && [ -f "$folder/configured" ] && at_home "$folder" &&
        [ ! "$root/CMakePresets.json" -nt "$folder/configured" ]
}

# build PRESET: configures where needed; ninja finds out what changed, changed CMake files too.
build() {
    local preset=$1 folder="$root/build/$1" log
    exec 9>"$root/build/lock"
    flock -n 9 || { say "waiting for another build in this folder to end"; flock 9; }
    if ! configured "$preset"; then
        say "configuring ($preset)"
        at_home "$folder" || rm -rf "$folder" # of a project that was moved or copied
        log="$root/build/configure-$preset.log"
        LC_ALL=C.UTF-8 cmake --preset "$preset" >"$log" 2>&1 </dev/null 9>&- || {
            sed -n '/^CMake Error/,$p' "$log" | head -n 12 >&2
            build_failed "$log" "CMake could not configure $preset; the whole log is in build/configure-$preset.log."
        }
        touch "$folder/configured"
    fi
    say "building ($preset)"
    log="$root/build/build-$preset.log"
    rm -f "$log"
    LC_ALL=C.UTF-8 CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(jobs_at_once)}" \
        logged "$log" cmake --build --preset "$preset" 9>&- || {
        if [ -f "$log" ]; then
            sed -n '/^FAILED:/,$p' "$log" | head -n 60 >&2
        fi
        build_failed "$log" "$preset could not be built; the first error is above."
    }
    exec 9>&-
}

# build_failed LOG SENTENCE: the sentence, or a better one where the machine is the reason.
build_failed() {
    local free
    free=$(df -Pk "$root/build" | awk 'NR == 2 { print $4 }')
    if [ "$free" -lt 20000 ] || { [ -f "$1" ] && grep -q 'No space left on device' "$1"; }; then
        fail "the disk is full: $((free / 1024)) MB are free for $root/build."
    elif [ -f "$1" ] && grep -q 'Killed signal terminated\|Cannot allocate memory\|memory exhausted' "$1"; then
        fail "there was too little memory for the compiler; try CMAKE_BUILD_PARALLEL_LEVEL=1 $0"
    fi
    fail "$2"
}
