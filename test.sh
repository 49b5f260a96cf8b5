#!/usr/bin/env bash
# Builds and runs every test. See --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
mkdir -p build
# shellcheck source=resources/scripts/common.sh
. resources/scripts/common.sh

usage() {
    cat <<'END'
./test.sh             build (warnings are errors) and run every test, the real servers included
./test.sh --asan      the same under the address and undefined behaviour sanitizers
./test.sh --tsan      core, oauth, store and table tests under the thread sanitizer
./test.sh --clazy     compile with clazy level 1, findings are errors
./test.sh --bench     build optimised and print the benchmarks
./test.sh --package   make the .deb, install it in a bare bookworm, start it there and remove it
./test.sh --bare      in a bare bookworm, from a clean clone: ./test.sh and ./run.sh --tour

Installs what is missing on Debian 12 (as root, or with sudo). Asks nothing.
END
}

run_tests() {
    build "$1"
    say "running the tests ($1)"
    ctest --preset "$1" || fail "tests failed; they are listed above"
    say "every test passed"
}

# shellcheck disable=SC2086
case "${1-}" in
    -h | --help) usage ;;
    "") need $packages_build $packages_run $packages_test; run_tests dev ;;
    --asan) need $packages_build $packages_run $packages_test; run_tests asan ;;
    --tsan) need $packages_build $packages_run $packages_test; run_tests tsan ;;
    --clazy) need $packages_build $packages_run $packages_clazy; build clazy; say "clazy has no findings" ;;
    --bench) need $packages_build $packages_run $packages_test; build bench; exec tests/bench/run.sh build/bench ;;
    --package) need $packages_build $packages_run $packages_package; exec resources/scripts/check-package.sh ;;
    --bare) need debootstrap git; exec resources/scripts/check-bare.sh ;;
    *) usage >&2; exit 2 ;;
esac
