#!/usr/bin/env bash
# Stops the engines of this instance; the data stay.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"

main() {
  local only='' engine jobs=() job failed=0
  while (($#)); do
    case $1 in
      --only) needs 'names' "$@" && only=$2 && shift ;;
      --quiet) QUIET=yes ;;
      *)
        echo "usage: stop-db.sh [--only postgresql,redis,elasticsearch] [--quiet]" >&2
        [[ $1 == -h || $1 == --help ]] && exit || exit 2
        ;;
    esac
    shift
  done
  open_instance
  is_instance || {
    say "nothing runs in $DATA_DIR"
    exit
  }
  [[ -n $only ]] || rm -f "$DATA_DIR/until-pid"
  only=$(choose_engines "$only")
  lock_instance
  recall_instance
  for engine in $only; do
    stop_engine "$engine" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do
    wait "$job" || failed=1
  done
  exit "$failed"
}

stop_engine() {
  if [[ -z $("${MODE}_pid" "$1") ]]; then
    say "$1: does not run"
    [[ $MODE != native ]] || native_sweep "$1"
  else
    "${MODE}_stop" "$1"
    say "$1: stopped"
  fi
}

main "$@"
