# The parts of tools/test: what each builds, runs and counts. Sourced by tools/test.
#
# A part is a function run_NAME that calls built, then run_doctest, run_node or run_fuzzer.
# These add to passed, failed and skipped; a part that cannot build or run counts as one failure.
# A part whose tests are gone is a failure too: nothing may stop being tested in silence.

passed=0 failed=0 skipped=0
part_log=
skip_reasons=()
results=()

# run_parts NAME…: runs them all, whatever fails, and closes with a table and one plain line.
run_parts() {
    local name started before status
    mkdir -p "$root_dir/build/test-logs"
    for name in "$@"; do
        started=$SECONDS
        before=("$passed" "$failed" "$skipped")
        part_log=$root_dir/build/test-logs/$name.log
        : >"$part_log"
        printf '\n== %s ==\n' "$name"
        status=0
        "run_$name" || status=$?
        if (( status != 0 && failed == before[1] )); then
            failed=$((failed + 1))
        fi
        results+=("$(printf '%-10s %7s %7s %7s %6s s' "$name" "$((passed - before[0]))" \
            "$((failed - before[1]))" "$((skipped - before[2]))" "$((SECONDS - started))")")
    done
    print_summary
    (( failed == 0 ))
}

print_summary() {
    local line
    if (( ${#skip_reasons[@]} )); then
        printf '\nSkipped:\n'
        printf '  %s\n' "${skip_reasons[@]}"
    fi
    printf '\n%-10s %7s %7s %7s %8s\n' part passed failed skipped time
    for line in "${results[@]}"; do
        printf '%s\n' "$line"
    done
    printf '%-10s %34s s\n\n' all "$SECONDS"
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
}

# built PRESET TARGET…: builds; what cannot be built, or has no sources any more, is a failure.
built() {
    local preset=$1 target status=0
    shift
    configure_preset "$preset" || status=1
    for target in "$@"; do
        if (( status == 0 )) && ! has_target "$preset" "$target"; then
            printf 'The target %s has no sources.\n' "$target" >&2
            status=1
        fi
    done
    if (( status == 0 )); then
        build_preset "$preset" "$@" || status=1
    fi
    if (( status != 0 )); then
        printf 'FAILED: the build of %s (%s).\n' "$*" "$preset" >&2
        failed=$((failed + 1))
    fi
    return "$status"
}

# run_doctest ARGUMENT…: a test that skipped itself printed "SKIP: what — why" and counts as that.
run_doctest() {
    local status=0 summary skips
    # A part runs where a failing command does not end the script (run_parts asks for its status).
    "$root_dir/build/native/tests" "$@" 2>&1 | tee "$part_log" | grep -v '^SKIP: '
    status=${PIPESTATUS[0]}
    mapfile -t -O "${#skip_reasons[@]}" skip_reasons < <(sed -n 's/^SKIP: //p' "$part_log")
    skips=$(grep -c '^SKIP: ' "$part_log" || true)
    summary=$(grep 'test cases:' "$part_log" | tail -n 1)
    count_results "$(field "$summary" passed)" "$(field "$summary" failed)" "$skips" "$status"
}

# field "… | 12 passed | …" passed -> 12
field() { sed -n "s/.*[^0-9]\([0-9][0-9]*\) $2.*/\1/p" <<<"$1"; }

# count_results PASSED FAILED SKIPPED STATUS: a runner that broke off without a count has failed.
count_results() {
    local good=${1:-0} bad=${2:-0} left_out=${3:-0} status=$4
    if (( status != 0 && bad == 0 )); then
        bad=1
    fi
    passed=$((passed + good - (left_out < good ? left_out : good)))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
}

# run_node PATTERN…: runs the files with Node's own test runner.
run_node() {
    local tap=$part_log.tap status=0 files=() pattern good bad left_out
    for pattern in "$@"; do
        mapfile -t -O "${#files[@]}" files < <(compgen -G "$pattern" | sort || true)
    done
    if (( ${#files[@]} == 0 )); then
        printf 'FAILED: there is no test as %s.\n' "$*" >&2
        return 1
    fi
    node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$tap" "${files[@]}" 2>&1 |
        tee "$part_log"
    status=${PIPESTATUS[0]}
    good=$(sed -n 's/^# pass //p' "$tap") bad=$(sed -n 's/^# fail //p' "$tap")
    left_out=$(sed -n 's/^# skipped //p' "$tap")
    mapfile -t -O "${#skip_reasons[@]}" skip_reasons < <(
        sed -n 's/^ *ok [0-9]* - \(.*\) # SKIP *\(.*\)/\1 — \2/p' "$tap")
    # Node does not count a skipped test among the passed ones.
    count_results "$(( ${good:-0} + ${left_out:-0} ))" "$bad" "$left_out" "$status"
}

# run_fuzzer SOURCE: some seconds from a fixed seed, starting at the committed corpus.
run_fuzzer() {
    local name seconds=${TALLYSTICK_FUZZ_SECONDS:-20} work status=0 corpus=()
    name=$(basename "$1" .cpp)
    work=$root_dir/build/asan/corpus/$name
    mkdir -p "$work"
    if [[ -d tests/fuzz/corpus/$name ]]; then
        corpus=("tests/fuzz/corpus/$name")
    fi
    printf '%s: %s s\n' "$name" "$seconds"
    "build/asan/$name" -seed=1 -max_total_time="$seconds" -print_final_stats=1 \
        -artifact_prefix="$root_dir/build/asan/$name-" "$work" "${corpus[@]}" \
        >>"$part_log" 2>&1 || status=$?
    if (( status != 0 )); then
        tail -n 40 "$part_log"
    fi
    grep 'stat::number_of_executed_units' "$part_log" | tail -n 1 || true
    count_results 1 0 0 0
    if (( status != 0 )); then
        passed=$((passed - 1)) failed=$((failed + 1))
    fi
}

run_unit() { built native tests && run_doctest --source-file-exclude='*tests/cases/*'; }
run_cases() { built native tests && run_doctest --source-file='*tests/cases/*'; }

run_parity() {
    built native core_native && built wasm core_wasm && run_node 'tests/parity/*test.mjs'
}

run_browser() {
    built native tallystick && built wasm web && run_node 'tests/browser/*test.mjs'
}

run_fault() { built native tallystick && built wasm web && run_node 'tests/fault/*test.mjs'; }

run_repo() { run_node 'tests/repo/*test.mjs'; }

run_documents() {
    built native tallystick && run_node 'tests/documents/*test.mjs'
}

run_fault() {
    built native tallystick && run_node 'tests/fault/*test.mjs'
}

run_simulator() {
    built native simulate simulate_planted && run_node 'tests/simulator/*test.mjs'
}

run_fuzz() {
    local source
    if ! compgen -G 'tests/fuzz/*_fuzz.cpp' >/dev/null; then
        printf 'FAILED: there is no fuzz target as tests/fuzz/*_fuzz.cpp.\n' >&2
        return 1
    fi
    for source in tests/fuzz/*_fuzz.cpp; do
        built asan "$(basename "$source" .cpp)" && run_fuzzer "$source"
    done
}
