#!/usr/bin/env bash
# Runs every libFuzzer target of a build folder: run.sh BUILD [RUNS]. 10 million runs each without a number.
# A finding ends the target, and its input is kept in BUILD/fuzz.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
build=$1
runs=${2:-10000000}
status=0
# Short stacks of allocations and a small quarantine: a quarter more runs a second, and the same findings.
export ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=16
for target in compact json jwk jweheader sdjwt; do
    corpus=$build/fuzz/corpus_$target
    mkdir -p "$corpus"
    /usr/bin/python3 -B "$here/seeds.py" "$target" "$corpus"
    echo "== fuzz_$target, $runs runs"
    "$build/fuzz/fuzz_$target" -runs="$runs" -max_len=2000 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$here/jose.dict" -artifact_prefix="$build/fuzz/${target}_" -verbosity=0 "$corpus" || status=1
done
exit $status
