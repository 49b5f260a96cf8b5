#!/usr/bin/env bash
# Proves that a newcomer succeeds: a bare bookworm, a clean clone of HEAD in a folder with a space, ./test.sh and
# ./run.sh --tour, and both again. Run by ./test.sh --bare.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=resources/scripts/common.sh
. "$root/resources/scripts/common.sh"
# shellcheck source=resources/scripts/chroot.sh
. "$root/resources/scripts/chroot.sh"
cd "$root"

new_chroot_folder
make_chroot "$chroot_folder"
say "cloning HEAD"
clone=$(mktemp -d)
printf '[safe]\n\tdirectory = *\n' >"$clone/gitconfig" # the project may belong to somebody else than root
GIT_CONFIG_GLOBAL="$clone/gitconfig" git clone -q --no-hardlinks "$root" "$clone/project" ||
    { rm -rf "$clone"; fail "git could not clone $root."; }
as_root mkdir -p "$chroot_folder/home/new comer"
as_root cp -r "$clone/project" "$chroot_folder/home/new comer/oauth workbench"
rm -rf "$clone"

as_root tee "$chroot_folder/root/steps.sh" >/dev/null <<'STEPS'
set -euo pipefail
project="/home/new comer/oauth workbench"
say() { printf '== bare bookworm: %s\n' "$*"; }
cd / # from somewhere else
say "./test.sh"
time "$project/test.sh"
say "./run.sh without a display"
time "$project/run.sh"
say "./test.sh again"
time "$project/test.sh" >/root/again.log || { tail -n 30 /root/again.log >&2; exit 1; }
if grep '^== \(installing\|configuring\)' /root/again.log; then
    echo "the second ./test.sh installs or configures again" >&2
    exit 1
fi
say "./run.sh --tour again"
time "$project/run.sh" --tour >/root/again.log || { tail -n 30 /root/again.log >&2; exit 1; }
tail -n 1 /root/again.log
changed=$(cd "$project" && find . -newer /root/steps.sh -type f -not -path './build/*' -not -path './.git/*')
[ -z "$changed" ] || { printf 'written outside build/:\n%s\n' "$changed" >&2; exit 1; }
STEPS
in_chroot "$chroot_folder" CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(jobs_at_once)}" \
    bash /root/steps.sh ||
    fail "a clean clone does not build and pass in a bare bookworm; the reason is above."
rm -rf build/bare-tour
cp -r "$chroot_folder/home/new comer/oauth workbench/build/tour" build/bare-tour
say "a clean clone builds and passes in a bare bookworm; its pictures are in $root/build/bare-tour"
