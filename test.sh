#!/usr/bin/env bash
# Builds OAuth Workbench and runs its tests. See --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=resources/scripts/common.sh
. "$root/resources/scripts/common.sh"

usage() {
    cat <<'USAGE'
./test.sh             build with warnings as errors and run every test, those against the real frameworks too
./test.sh --asan      the same under the address and undefined behaviour sanitizers
./test.sh --tsan      everything without widgets under the thread sanitizer
./test.sh --clazy     compile with clazy level 1; a finding is an error
./test.sh --fuzz      ten million made-up tokens and keys for each reader of them, under the sanitizers; takes hours
./test.sh --bench     ten million tokens beside named peers: a report in build/bench/report.md and report.json
./test.sh --cluster   a Galera cluster and a PostgreSQL pair on this machine: replicas, killed nodes, failover
./test.sh --package   make the .deb, install it in a bare Debian 12, use both programs, remove it, look for traces
./test.sh --bare      in a bare Debian 12, from a clean clone of HEAD: ./test.sh and ./run.sh --tour

Several may be given. Installs what is missing on Debian 12, as root or with sudo; --package and --bare need root or
sudo for a change of root. CMAKE_BUILD_PARALLEL_LEVEL=N limits how many compilers run at once.
USAGE
}

# tests PRESET [PREFIX…]: builds it and runs its tests, each under the prefix.
tests() {
    local preset=$1 failed
    shift
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_test[@]}"
    build "$preset"
    say "running the tests ($preset)"
    rm -f "build/$preset/Testing/Temporary/LastTestsFailed.log"
    if ! "$@" ctest --preset "$preset" </dev/null; then
        failed=$(sed 's/^[0-9]*://' "build/$preset/Testing/Temporary/LastTestsFailed.log" 2>/dev/null | paste -sd ' ')
        fail "tests failed: ${failed:-see above}. One of them again: ctest --preset $preset -R NAME"
    fi
}

# The sanitizers of GCC 12 need addresses that newer kernels spread too widely.
tests_with_narrow_addresses() {
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        tests "$1" setarch "$(uname -m)" -R
    else
        tests "$1"
    fi
}

clazy() {
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_test[@]}" "${packages_clazy[@]}"
    build clazy
    say "clazy has no findings"
}

fuzz() {
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_fuzz[@]}"
    build fuzz
    say "running the fuzzers"
    tests/fuzz/run.sh build/fuzz "${OWB_FUZZ_RUNS:-10000000}"
}

bench() {
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_test[@]}" "${packages_bench[@]}"
    build bench
    say "running the benchmarks on ten million tokens of each engine, made in /var/tmp"
    tests/bench/run.sh build/bench
    say "the report is build/bench/report.md"
}

cluster() {
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_test[@]}" "${packages_cluster[@]}"
    build dev
    say "running the tests on clusters"
    OWB_BINARY="$PWD/build/dev/bin/owb" OWB_WINDOW_TEST="$PWD/build/dev/tests/owb-window-on-cluster" \
        /usr/bin/python3 -B -m unittest discover --start-directory tests/cluster --verbose
}

package() {
    need "${packages_build[@]}" "${packages_run[@]}" "${packages_package[@]}"
    can_be_root || fail "checking the package needs root or sudo: it is installed in a Debian of its own."
    build release
    resources/scripts/check-package.sh
}

bare() {
    need "${packages_bare[@]}"
    can_be_root || fail "this needs root or sudo: it makes a bare Debian of its own."
    resources/scripts/check-bare.sh
}

for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        --asan | --tsan | --clazy | --fuzz | --bench | --cluster | --package | --bare) ;;
        *) usage >&2; exit 2 ;;
    esac
done

cd "$root"
prepare
[ $# -gt 0 ] || tests dev
for argument in "$@"; do
    case "$argument" in
        --asan) tests_with_narrow_addresses asan ;;
        --tsan) tests_with_narrow_addresses tsan ;;
        *) "${argument#--}" ;;
    esac
done
