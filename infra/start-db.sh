#!/usr/bin/env bash
# Starts PostgreSQL, Redis and Elasticsearch and waits until each answers. What runs already is left alone.
# See usage below; infra/README.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"

usage() {
  cat <<TEXT
usage: start-db.sh [--only postgresql,redis,elasticsearch] [--free-ports] [--until-pid PID] [--quiet]

  --only       only these engines
  --free-ports take free ports instead of the usual ones, and the same again next time (see DATA_DIR/endpoints.env)
  --until-pid  stop the engines of this DATA_DIR when the process PID is gone
  --quiet      print trouble only

Settings come from the environment, then from .env: DATA_DIR (.data), POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER,
POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE, REDIS_PORT, ELASTICSEARCH_PORT, ELASTICSEARCH_TRANSPORT_PORT, ELASTICSEARCH_HEAP,
ENGINE_LOG_BYTES (20 MiB: the size of a log that runs natively, of which two older ones are kept).
TEXT
}

main() {
  local only='' free='' until_pid='' wanted=() running=() starting=() engine begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --only) needs 'names' "$@" && only=$2 && shift ;;
      --until-pid) needs 'a number' "$@" && until_pid=$2 && shift ;;
      --free-ports) free=yes ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  [[ -z $until_pid ]] || kill -0 "$until_pid" 2>/dev/null || fail "--until-pid: there is no process $until_pid"
  need flock curl
  open_instance
  only=$(choose_engines "$only")
  lock_instance
  choose_mode
  PORTS=$(instance_note ports)
  [[ -z $free ]] || PORTS=free
  resolve_hosts
  for engine in $only; do
    if ! is_local "$engine"; then
      detail "$engine: on another host, not started here"
      continue
    fi
    "${MODE}_settle" "$engine"
    if [[ -n $("${MODE}_pid" "$engine") ]]; then
      running+=("$engine")
    else
      starting+=("$engine")
    fi
  done
  wanted=("${running[@]}" "${starting[@]}")
  if ((${#starting[@]})); then
    need_space "$DATA_DIR" 500 "the data of the engines"
    "${MODE}_prepare" "${starting[@]}"
  fi
  resolve_ports "${starting[@]}"
  write_instance
  write_endpoints
  check_running "${running[@]}"
  start_all "${starting[@]}"
  if [[ " ${wanted[*]} " == *" postgresql "* ]]; then
    if [[ " ${starting[*]} " == *" postgresql "* ]]; then create_database "$POSTGRES_PASSWORD"; else create_database ''; fi
  fi
  "${MODE}_bound_logs"
  [[ -z $until_pid ]] || supervise "$until_pid"
  detail "ready after $(elapsed "$begun") s; where: $DATA_DIR/endpoints.env"
  [[ -z $BRIEF ]] || say "engines ready after $(elapsed "$begun") s: $(where_they_answer "${wanted[@]}")"
}

where_they_answer() {
  local engine text=''
  for engine in "$@"; do
    text+=", $engine at port $(port_of "$engine")"
  done
  printf '%s' "${text#, }"
}

check_running() {
  local engine LAUNCHED=''
  for engine in "$@"; do
    await "$engine" 10 || fail "$engine runs (pid $("${MODE}_pid" "$engine")) but does not answer"
    detail "$engine: runs already at port $(port_of "$engine")"
  done
}

# Starts engines side by side. When one fails, or on Ctrl-C, those of this call are stopped again.
start_all() {
  local engine jobs=() job failed=''
  (($#)) || return 0
  STARTING=("$@")
  trap 'abandon; exit 130' INT TERM
  for engine in "$@"; do
    start_engine "$engine" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do
    wait "$job" || failed=yes
  done
  [[ -z $failed ]] || {
    abandon
    exit 1
  }
  trap - INT TERM
}

abandon() {
  local engine
  trap '' INT TERM
  say "stopping what was started"
  for engine in "${STARTING[@]}"; do
    "${MODE}_stop" "$engine" &
  done
  wait
}

# The newest call decides: an older supervisor sees that and ends.
supervise() {
  printf '%s\n' "$1" >"$DATA_DIR/until-pid"
  (cd / && exec setsid "$INFRA/lib/stop-when-gone.sh" "$1" </dev/null >>"$DATA_DIR/supervisor.log" 2>&1 9>&-) &
}

main "$@"
