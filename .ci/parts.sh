# shellcheck shell=bash
# The parts of a run: each is counted, timed against the last recorded run, and told in one line. Sourced by .ci/run.
times=.ci/times.txt
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0
failed=0

# last NAME: how long that part took when the times were last recorded.
last() {
  [ ! -f "$times" ] || awk -F '\t' -v name="$1" '$2 == name { printf "(last %s s)", $1 }' "$times"
}

# timed NAME SECONDS WORDS: tells, and notes the time in case that it is to be recorded.
timed() {
  printf '%-32s %5s s %-14s  %s\n' "$1" "$2" "$(last "$1")" "$3"
  printf '%s\t%s\n' "$2" "$1" >> "$logs/times"
}

# count PASSED FAILED NAME SECONDS LOG: adds up and tells; shows the end of the log where something failed.
count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  timed "$3" "$4" "$1 passed, $2 failed"
  if [ "$2" -gt 0 ]; then
    echo "---- the end of the log of: $3"
    tail -n 80 "$5"
    echo "----"
  fi
}

# part NAME COMMAND...: counts as one.
part() {
  local name=$1 log="$logs/$((passed + failed)).log" start=$SECONDS
  shift
  if "$@" > "$log" 2>&1; then count 1 0 "$name" $((SECONDS - start)) "$log"; else
    count 0 1 "$name" $((SECONDS - start)) "$log"
    return 1
  fi
}

# tests NAME COMMAND...: a run of vitest, whose tests are counted; one that broke without a failed test counts as one
# failed.
tests() {
  local name=$1 log="$logs/$((passed + failed)).log" start=$SECONDS code=0 json="$logs/tests.json" numbers
  shift
  rm -f "$json"
  "$@" --reporter=default --reporter=json --outputFile.json="$json" > "$log" 2>&1 || code=$?
  numbers=$(node .ci/count-tests.mjs "$json" "$code")
  # shellcheck disable=SC2086 # two numbers
  count $numbers "$name" $((SECONDS - start)) "$log"
}

# finish [--record]: ends the run with the total, and the line that sums up. A run in which something failed is no
# measure.
finish() {
  echo
  timed total "$SECONDS" ''
  if [ "${1-}" = --record ] && [ "$failed" -eq 0 ]; then
    cp "$logs/times" "$times"
    echo "times recorded in $times"
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
