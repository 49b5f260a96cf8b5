# shellcheck shell=bash
# A bare Debian 12 to try things in, from the mirror this machine uses itself. Sourced; expects common.sh.
: "${root:?}"

# In a mount namespace of its own: whatever is mounted is gone when the command ends, however it ends.
# apart COMMAND…: runs it so, as root.
apart() {
    as_root env http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" unshare --mount --propagation private "$@"
}

# The lines of sources.list this machine gets bookworm from.
bookworm_sources() {
    # shellcheck disable=SC2016  # apt-get's own placeholders
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        awk '$3 ~ /^bookworm(-updates|-security)?$/ && !seen[$0]++'
}

# What apt-get needs to reach that mirror: proxies and time limits.
apt_settings() {
    apt-config dump | grep -E '^Acquire::(http|https|Retries|ForceIPv4)' || true
}

# make_chroot FOLDER: fills it with a minimal bookworm. The first time takes a minute; later ones unpack what that made.
make_chroot() {
    local folder=$1 sources mirror base="$root/build/bookworm-minbase.tar"
    sources=$(bookworm_sources)
    if [ -z "$sources" ]; then
        as_root apt-get -q -o DPkg::Lock::Timeout=240 update >/dev/null 2>&1 || true
        sources=$(bookworm_sources)
    fi
    mirror=$(awk '$3 == "bookworm" { print $2; exit }' <<<"$sources")
    [ -n "$mirror" ] || fail "this machine's apt sources hold no bookworm of Debian, and the check needs one."
    if [ -z "$(find "$base" -mtime -7 2>/dev/null)" ]; then
        say "making a bare bookworm (debootstrap)"
        apart debootstrap --variant=minbase --include=ca-certificates bookworm "$folder" "$mirror" \
            >"$root/build/debootstrap.log" 2>&1 </dev/null ||
            fail "debootstrap failed: $(tail -n 1 "$root/build/debootstrap.log") The whole log is in build/debootstrap.log."
        as_root rm -rf "$folder/var/cache/apt/archives"
        as_root tar --numeric-owner -C "$folder" -cf - . >"$base.part"
        mv "$base.part" "$base"
    else
        say "unpacking the bare bookworm made before"
        as_root tar --numeric-owner -C "$folder" -xpf "$base"
    fi
    as_root mkdir -p "$folder/var/cache/apt/archives/partial"
    as_root tee "$folder/etc/apt/sources.list" >/dev/null <<<"$sources"
    apt_settings | as_root tee "$folder/etc/apt/apt.conf.d/99host" >/dev/null
    as_root cp -L /etc/resolv.conf "$folder/etc/resolv.conf"
    as_root cp -L /etc/hosts "$folder/etc/hosts"
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
        as_root cp -L /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/ca-certificates.crt"
    fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$folder/usr/sbin/policy-rc.d" >/dev/null # starts no service
    as_root chmod 755 "$folder/usr/sbin/policy-rc.d"
}

# in_chroot FOLDER COMMAND…: with nothing of our environment, like a first login. Nothing stays mounted.
in_chroot() {
    local folder=$1
    shift
    # shellcheck disable=SC2016  # for the inner shell
    apart bash -c '
        set -e
        folder=$1
        shift
        mount --rbind /proc "$folder/proc"
        mount --rbind /sys "$folder/sys"
        mount --rbind /dev "$folder/dev"
        exec chroot "$folder" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            HOME=/root TERM=dumb http_proxy="$http_proxy" https_proxy="$https_proxy" "$@"
    ' in_chroot "$folder" "$@" </dev/null
}

# A folder for a chroot, removed at the end. Not in build/: debootstrap cannot work below a path with a space.
new_chroot_folder() {
    chroot_folder=$(mktemp -d "${TMPDIR:-/var/tmp}/owb-chroot.XXXXXX")
    chmod 755 "$chroot_folder"
    trap 'as_root rm -rf --one-file-system "$chroot_folder"' EXIT
}
