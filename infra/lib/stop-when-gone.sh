#!/usr/bin/env bash
# Waits until the process PID is gone, then stops the engines of DATA_DIR. Started by start-db.sh --until-pid, detached.
set -euo pipefail
pid=$1

# A process number is given out again; together with its start time it is one process.
started() {
  local stat
  read -r stat 2>/dev/null <"/proc/$pid/stat" || return 0
  stat=${stat##*) }
  [[ $stat != Z* ]] || return 0
  awk '{ print $20 }' <<<"$stat"
}

first=$(started)
while [[ $(cat "$DATA_DIR/until-pid" 2>/dev/null) == "$pid" ]]; do
  if [[ -z $first || $(started) != "$first" ]]; then
    exec "$(dirname "${BASH_SOURCE[0]}")/../stop-db.sh" --quiet
  fi
  sleep 1
done
