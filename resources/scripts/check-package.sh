#!/usr/bin/env bash
# Makes the packages of build/release and proves the .deb: lintian, install in a bare bookworm, use, purge, no trace.
# Run by ./test.sh --package, which installs and builds what this needs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=resources/scripts/common.sh
. "$root/resources/scripts/common.sh"
# shellcheck source=resources/scripts/chroot.sh
. "$root/resources/scripts/chroot.sh"
cd "$root"

say "packing"
rm -rf build/release/packages
cpack --config build/release/CPackConfig.cmake >build/cpack.log 2>&1 </dev/null ||
    fail "the packages could not be made: $(grep -m 1 'Error\|error' build/cpack.log) The whole log is in build/cpack.log."
deb=$(find build/release/packages -maxdepth 1 -name '*.deb')
installer=$(find build/release/packages -maxdepth 1 -name '*.sh')
if [ ! -f "$deb" ] || [ ! -f "$installer" ]; then
    fail "CPack made no .deb or no installer; see build/cpack.log."
fi
chmod 755 "$installer"

say "checking the package's form"
lintian --fail-on error --tag-display-limit 0 "$deb" || fail "lintian found errors, listed above."
desktop-file-validate resources/*.desktop || fail "the desktop file is not valid."
appstreamcli validate --no-net resources/*.metainfo.xml >build/appstream.log || {
    cat build/appstream.log >&2
    fail "the metainfo file is not valid."
}

new_chroot_folder
make_chroot "$chroot_folder"
as_root cp "$deb" "$chroot_folder/tmp/oauth-workbench.deb"
as_root cp "$installer" "$chroot_folder/tmp/oauth-workbench.sh"
as_root tee "$chroot_folder/tmp/steps.sh" >/dev/null <<'STEPS'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
package=/tmp/oauth-workbench.deb

say() { printf '== %s\n' "$*"; }
stop() { printf 'package check: %s\n' "$*" >&2; exit 1; }
quietly() { "$@" >/tmp/last.log 2>&1 || { tail -n 15 /tmp/last.log >&2; stop "this failed: $*"; }; }
as_user() { setpriv --reuid=user --regid=user --clear-groups env -i PATH=/usr/bin:/bin HOME=/tmp/home \
    XDG_RUNTIME_DIR=/tmp/run QT_QPA_PLATFORM=offscreen "$@"; }
# Everything there is, but for what apt and dpkg keep about any package and what belongs to this check.
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/log -o -path /var/cache \
        -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /run \) -prune -o -printf '%p %y %m %s %l\n' |
        grep -v '^/etc/ld.so.cache \|^/var/lib/systemd\b\|^/ d ' | sort
}

useradd --home-dir /tmp/home --no-create-home user
install -d -o user -g user -m 700 /tmp/home /tmp/run
say "installing what the package depends on, and nothing more"
quietly apt-get -q update
quietly apt-get -q -y --no-install-recommends satisfy "$(dpkg-deb -f "$package" Depends)"
files >/tmp/before

say "installing the package"
quietly apt-get -q -y --no-install-recommends install "$package"
files >/tmp/installed
comm -13 /tmp/before /tmp/installed | awk '$2 == "f" { print "   " $1 }'

say "starting both programs as an ordinary user"
cd /tmp/home
as_user owb --version
as_user oauth-workbench --version
quietly as_user oauth-workbench --tour /tmp/home/tour
[ "$(find /tmp/home/tour -name '*.png' -size +4k | wc -l)" -ge 10 ] || stop "the tour made too few pictures."
database=$(find /tmp/home -name sample.sqlite3)
as_user owb detect "$database"
echo '{"client_name":"Package check","grant_types":["client_credentials"]}' >/tmp/home/client.json
quietly as_user owb client add "$database" --from client.json --json
as_user owb client list "$database" --filter '"Package check"' --json | grep -q '"Package check"' ||
    stop "owb does not find the client it added."

say "starting owb from the installer for other systems"
mkdir /tmp/elsewhere
quietly sh /tmp/oauth-workbench.sh --prefix=/tmp/elsewhere --skip-license --exclude-subdir
as_user "$(find /tmp/elsewhere -name owb -type f)" --version

say "removing the package"
quietly apt-get -q -y purge oauth-workbench
files >/tmp/after
if ! diff /tmp/before /tmp/after >/tmp/traces; then
    cat /tmp/traces >&2
    stop "the package left the traces above."
fi
if dpkg-query -W oauth-workbench >/dev/null 2>&1 || ls /var/lib/dpkg/info/oauth-workbench* >/dev/null 2>&1; then
    stop "dpkg still knows the package."
fi
say "no trace is left"
STEPS
in_chroot "$chroot_folder" bash /tmp/steps.sh || fail "the package does not stand up in a bare bookworm; the reason is above."
say "the packages are in $root/build/release/packages"
