# Runs the parts of tools/test: builds once what they need, then as many at a time as there are
# processors, and adds up. Sourced by tools/test.
#
# Each part runs in a shell of its own and leaves its counts in build/test-logs/NAME.result and the
# reasons of what it skipped in NAME.skips; what it printed is shown whole when it has ended.

passed=0 failed=0 skipped=0
part_log=
skip_reasons=()
results=()
broken=()
unsteady=()      # tests that failed beside the others and passed alone
tried_alone=()   # parts whose failures wait for that

# run_parts NAME…: runs them all in this order, whatever fails, and closes with a table and one
# plain line.
run_parts() {
    mkdir -p "$root_dir/build/test-logs"
    build_needs "$@"
    if (( $# == 1 )); then
        run_part "$1" 2>&1
        add_up "$1"
    else
        run_lanes "$@"
    fi
    print_summary
    (( failed == 0 ))
}

# build_needs NAME…: what they need, preset by preset; names of presets that failed go to `broken`.
build_needs() {
    local preset part need targets started=$SECONDS
    for preset in native wasm asan; do
        targets=()
        for part in "$@"; do
            for need in ${needs[$part]}; do
                if [[ $need == "$preset:"* && " ${targets[*]} " != *" ${need#*:} "* ]]; then
                    targets+=("${need#*:}")
                fi
            done
        done
        if (( ${#targets[@]} )) && ! built "$preset" "${targets[@]}"; then
            broken+=("$preset")
        fi
    done
    results+=("$(printf '%-10s %31s %6s s' build '' "$((SECONDS - started))")")
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
    fi
    return "$status"
}

run_lanes() {
    local lanes=${TALLYSTICK_TEST_LANES:-$(nproc)} name at_work=0
    local -A part_of=()
    for name in "$@"; do
        if (( at_work == lanes )); then
            wait_for_one
        fi
        say "$name begins"
        run_part "$name" >"$root_dir/build/test-logs/$name.out" 2>&1 &
        part_of[$!]=$name
        at_work=$((at_work + 1))
    done
    while (( at_work )); do
        wait_for_one
    done
    for name in "${tried_alone[@]}"; do
        try_alone "$name"
        add_up "$name"
    done
}

# Sees to the first of the parts at work that ends: shows what it printed and adds it up.
wait_for_one() {
    local pid ended
    wait -n -p pid || true
    ended=${part_of[$pid]}
    at_work=$((at_work - 1))
    cat "$root_dir/build/test-logs/$ended.out"
    if [[ -n ${drives_a_browser[$ended]:-} ]] && few_failed "$ended"; then
        tried_alone+=("$ended")
    else
        add_up "$ended"
    fi
}

# failed_tests NAME: what its runner said of the tests that failed, a name a line.
failed_tests() {
    sed -n 's/^not ok [0-9]* - //p' "$root_dir/build/test-logs/$1.log.tap" | sed 's/\\#/#/g'
}

# few_failed NAME: so few that what happened beside it may be why.
few_failed() {
    local bad=0 log=$root_dir/build/test-logs/$1
    [[ -f $log.result && -f $log.log.tap ]] || return 1
    read -r _ bad _ <"$log.result"
    (( bad > 0 && bad <= 3 )) && (( $(failed_tests "$1" | wc -l) == bad ))
}

# try_alone NAME: a browser that shares its processors with builds and kills of others can be late
# beyond all patience. What failed runs once more with the machine to itself; where all of it
# passes, the part has passed, the summary names the tests, and nothing of it is remembered.
try_alone() {
    local name=$1 logs=$root_dir/build/test-logs good bad left_out seconds failures pattern
    mapfile -t failures < <(failed_tests "$name")
    pattern=$(printf '%s\n' "${failures[@]}" | sed 's/[][\\.*^$+?(){}|\/]/\\&/g' | paste -sd'|')
    printf '\n== %s: what failed, once more and alone ==\n' "$name"
    (passed=0 failed=0 skipped=0 skip_reasons=() name_pattern="^($pattern)\$"
        part_log=$logs/$name.alone.log
        "run_$name" && (( passed == ${#failures[@]} && failed == 0 ))) || return 0
    read -r good bad left_out seconds <"$logs/$name.result"
    printf '%s 0 %s %s\n' "$((good + bad))" "$left_out" "$seconds" >"$logs/$name.result"
    unsteady+=("${failures[@]/#/$name: }")
}

# run_part NAME: in a shell of its own or the only one; leaves its counts in files.
run_part() (
    local name=$1 started=$SECONDS status=0 need depends
    passed=0 failed=0 skipped=0 skip_reasons=()
    part_log=$root_dir/build/test-logs/$name.log
    depends=$(depends_on "$name")
    if passed_before "$name" "$depends"; then
        exit 0
    fi
    rm -f "${part_log%.log}".{result,skips,passed}
    : >"$part_log"
    printf '\n== %s ==\n' "$name"
    for need in ${needs[$name]}; do
        if [[ " ${broken[*]} " == *" ${need%%:*} "* ]]; then
            printf 'FAILED: %s could not be built.\n' "$need"
            status=1
        fi
    done
    if (( status == 0 )); then
        "run_$name" || status=$?
    fi
    if (( status != 0 && failed == 0 )); then
        failed=1
    fi
    printf '%s\n' "${skip_reasons[@]}" >"${part_log%.log}.skips"
    printf '%s %s %s %s\n' "$passed" "$failed" "$skipped" "$((SECONDS - started))" \
        >"${part_log%.log}.result"
    if (( failed == 0 )); then
        remember "$name" "$depends"
    fi
)

# add_up NAME: a part that left no counts broke off, and has failed.
add_up() {
    local counts="$root_dir/build/test-logs/$1" good=0 bad=1 left_out=0 seconds=0 reason
    read -r good bad left_out seconds <"$counts.result" || true
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left_out))
    while read -r reason; do
        [[ -z $reason ]] || skip_reasons+=("$reason")
    done <"$counts.skips"
    results+=("$(printf '%-10s %7s %7s %7s %6s s' "$1" "$good" "$bad" "$left_out" "$seconds")")
}

print_summary() {
    local line
    if (( ${#skip_reasons[@]} )); then
        printf '\nSkipped:\n'
        printf '  %s\n' "${skip_reasons[@]}"
    fi
    if (( ${#unsteady[@]} )); then
        printf '\nUnsteady, failed beside the others and passed alone:\n'
        printf '  %s\n' "${unsteady[@]}"
    fi
    printf '\n%-10s %7s %7s %7s %8s\n' part passed failed skipped time
    for line in "${results[@]}"; do
        printf '%s\n' "$line"
    done
    printf '%-10s %31s %6s s\n\n' all '' "$SECONDS"
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
}
