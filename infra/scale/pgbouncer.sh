#!/usr/bin/env bash
# PgBouncer in transaction mode in front of a PostgreSQL, on a free port of this machine, with the settings of pgbouncer.ini.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"

# How the functions of native.sh call it: its folder in DATA_DIR, and in infra.
NAME=scale

usage() {
  cat <<TEXT
usage: pgbouncer.sh up [--set NAME=VALUE]... [--quiet]
       pgbouncer.sh status | kill | start | restart | down

  up       starts it and writes where it answers into DATA_DIR/scale/endpoints.env
  status   where it answers
  kill     ends it without a goodbye, as when its machine fails; start brings it back at the same port
  restart  ends it when no transaction is under way, and starts it at the same port
  down     ends it and deletes its files

  --set    another value than that of pgbouncer.ini

Settings come from the environment, then from .env: DATA_DIR (.data), POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER,
POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE.
TEXT
}

main() {
  local command=${1:-} pid
  (($#)) && shift
  SET=()
  while (($#)); do
    case $1 in
      --set) SET+=("${2:?--set needs NAME=VALUE}") && shift ;;
      --quiet) QUIET=yes ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  open_instance
  MODE=native
  case $command in
    up) up ;;
    status)
      pid=$(running)
      echo "pgbouncer, port $(port): pid $pid, $(answers_at "$(port)" && echo 'answers' || echo 'does not answer')"
      ;;
    kill)
      pid=$(running)
      kill -s KILL "$pid"
      native_wait_gone "$NAME" 50 || fail "PgBouncer cannot be killed"
      say "PgBouncer is dead"
      ;;
    start) start ;;
    restart)
      running >/dev/null
      stop
      start
      ;;
    down)
      stop
      rm -rf "${DATA_DIR:?}/$NAME"
      ;;
    -h | --help) usage ;;
    *) usage >&2 && exit 2 ;;
  esac
}

running() {
  local pid
  pid=$(native_pid "$NAME")
  [[ -n $pid ]] || fail "PgBouncer does not run"
  printf '%s' "$pid"
}

port() {
  sed -n 's/^POSTGRES_PORT=//p' "$DATA_DIR/$NAME/endpoints.env" 2>/dev/null || true
}

up() {
  [[ -z $(native_pid "$NAME") ]] || fail "PgBouncer runs already: see status, or down"
  rm -rf "${DATA_DIR:?}/$NAME"
  POSTGRES_HOST=${POSTGRES_HOST:-127.0.0.1}
  POSTGRES_PORT=${POSTGRES_PORT:-$(remembered POSTGRES_PORT)}
  launch "$(free_port)"
  printf 'POSTGRES_HOST=127.0.0.1\nPOSTGRES_PORT=%s\n' "$PORT" >"$DATA_DIR/$NAME/endpoints.env"
  say "ready at port $PORT"
}

start() {
  [[ -n $(port) ]] || fail "there is no PgBouncer to start: see up"
  [[ -z $(native_pid "$NAME") ]] || fail "PgBouncer runs already"
  native_settle "$NAME"
  launch "$(port)"
  say "ready at port $PORT"
}

# By TERM it would wait until all nodes have left, and take nobody new meanwhile. By INT it waits for transactions only, which
# nodes give up after three seconds, and by a second signal for nothing.
stop() {
  local pid
  pid=$(native_pid "$NAME")
  [[ -z $pid ]] || kill -s INT "$pid" 2>/dev/null || true
  native_wait_gone "$NAME" 40 || true
  native_stop "$NAME"
}

# launch PORT: returns when it answers.
launch() {
  local left=100
  PORT=$1
  native_prepare postgresql
  native_launch "$NAME"
  until answers_at "$PORT"; do
    ! native_failed "$NAME" || fail "PgBouncer did not start: $(native_log_hint "$NAME")"
    ((left-- > 0)) || fail "PgBouncer does not reach PostgreSQL: $(native_log_hint "$NAME")"
    sleep 0.1
  done
}

# One that was there before starts as it was.
# shellcheck disable=SC2317 # called by native_launch
native_prepare_scale() {
  local folder=$DATA_DIR/$NAME one method=trust edits=()
  [[ ! -f $folder/pgbouncer.ini ]] || return 0
  [[ -z $POSTGRES_PASSWORD ]] || method=scram-sha-256
  for one in "listen_port=$PORT" "auth_type=$method" auth_file=/srv/userlist.txt pidfile=/srv/pid "${SET[@]}"; do
    edits+=(-e "s|^${one%%=*} = .*|${one%%=*} = ${one#*=}|")
  done
  sed "${edits[@]}" -e "s|^\* = .*|* = host=$POSTGRES_HOST port=${POSTGRES_PORT:-5432}|" "$INFRA/scale/pgbouncer.ini" \
    >"$folder/pgbouncer.ini"
  (umask 077 && printf '"%s" "%s"\n' "$POSTGRES_USER" "${POSTGRES_PASSWORD//\"/\"\"}" >"$folder/userlist.txt")
}

# shellcheck disable=SC2317 # called by native_launch
native_command_scale() {
  COMMAND=(/usr/sbin/pgbouncer /srv/pgbouncer.ini)
}

answers_at() {
  (LIMIT=3 native_exec "$NAME" env PGPASSWORD="$POSTGRES_PASSWORD" psql -X -h 127.0.0.1 -p "$1" -U "$POSTGRES_USER" -d postgres \
    -Atc 'select 1') >/dev/null 2>&1 </dev/null
}

main "$@"
