# The parts of tools/test: what each needs built, and how it runs and counts. Sourced by tools/test,
# after test_lanes.sh.
#
# A part is a line in `needs` and a function run_NAME that calls run_doctest, run_node or
# run_fuzzer. These add to passed, failed and skipped; a part that cannot be built or run counts as
# one failure. A part whose tests are gone is a failure too: nothing may stop being tested in
# silence.

# PRESET:TARGET of all that a part runs. The fuzzers are those that have a source.
declare -A needs=(
    [unit]='native:tests'
    [cases]='native:tests'
    [parity]='native:core_native wasm:core_wasm'
    [browser]='native:tallystick wasm:web'
    [repo]=''
    [documents]='native:tallystick'
    [fault]='native:tallystick wasm:web'
    [tablets]='native:tallystick wasm:web'
    [simulator]='native:simulate native:simulate_planted'
    [fuzz]="$(for source in "$root_dir"/tests/fuzz/*_fuzz.cpp; do
        printf 'asan:%s ' "$(basename "$source" .cpp)"; done)"
)

# Parts that are tried alone when few of their tests failed beside the others.
declare -A drives_a_browser=([browser]=1 [fault]=1 [tablets]=1)

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
    node --test ${name_pattern:+"--test-name-pattern=$name_pattern"} \
        --test-reporter=spec --test-reporter-destination=stdout \
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

# run_fuzzer SOURCE: ten seconds from a fixed seed, starting at the committed corpus.
run_fuzzer() {
    local name seconds=${TALLYSTICK_FUZZ_SECONDS:-10} work status=0 corpus=()
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

run_unit() { run_doctest --source-file-exclude='*tests/cases/*'; }
run_cases() { run_doctest --source-file='*tests/cases/*'; }
run_parity() { run_node 'tests/parity/*test.mjs'; }
run_browser() { run_node 'tests/browser/*test.mjs'; }
run_repo() { run_node 'tests/repo/*test.mjs'; }
run_documents() { run_node 'tests/documents/*test.mjs'; }
run_fault() { run_node 'tests/fault/*test.mjs'; }
run_tablets() { run_node 'tests/fault/*.tablet.mjs'; }
run_simulator() { run_node 'tests/simulator/*test.mjs'; }

run_fuzz() {
    local source
    if ! compgen -G 'tests/fuzz/*_fuzz.cpp' >/dev/null; then
        printf 'FAILED: there is no fuzz target as tests/fuzz/*_fuzz.cpp.\n' >&2
        return 1
    fi
    for source in tests/fuzz/*_fuzz.cpp; do
        run_fuzzer "$source"
    done
}
