# What run.sh and test.sh share: saying what happens, installing what is missing, building when something changed.
# Sourced, never run. Expects $root, the top of the project.

say() { printf '== %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

packages_build="g++ cmake ninja-build ccache pkg-config qt6-base-dev qt6-svg-dev libgl-dev libsqlite3-dev
libexpected-dev libcli11-dev"
packages_run="libqt6sql6-sqlite libqt6svg6 qt6-qpa-plugins fonts-dejavu-core fonts-noto-core"
packages_tour="xvfb xauth fonts-noto-cjk"
packages_test="python3 python3-authlib python3-sqlalchemy python3-flask"
packages_clazy="clazy"
packages_package="debootstrap dpkg-dev fakeroot lintian desktop-file-utils file"

# need PACKAGE…: installs those that are missing, and asks nothing.
need() {
    local missing="" package as=""
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    command -v apt-get >/dev/null || fail "this needs Debian 12 or another system with apt. Install by hand:$missing"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "root or sudo is needed to install:$missing"
        as="sudo"
    fi
    say "installing$missing"
    # shellcheck disable=SC2086  # words on purpose
    { $as apt-get -q -o DPkg::Lock::Timeout=240 update &&
      $as env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=240 install --no-install-recommends $missing
    } >"$root/build/install.log" 2>&1 || {
        tail -n 5 "$root/build/install.log" >&2
        fail "the packages could not be installed; the whole log is in build/install.log"
    }
}

# build PRESET: configures once, then lets ninja find out what changed.
build() {
    local preset=$1
    if [ ! -f "$root/build/$preset/build.ninja" ]; then
        say "configuring ($preset)"
        cmake --preset "$preset" >"$root/build/configure-$preset.log" 2>&1 || {
            tail -n 20 "$root/build/configure-$preset.log" >&2
            fail "the configure step failed; the whole log is in build/configure-$preset.log"
        }
    fi
    say "building ($preset)"
    cmake --build --preset "$preset" || fail "the build failed; the first error is above"
}
