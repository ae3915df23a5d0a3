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
       pgbouncer.sh status | down

  up              starts it and writes where it answers into DATA_DIR/scale/endpoints.env
  --set           another value than that of pgbouncer.ini

Settings come from the environment, then from .env: DATA_DIR (.data), POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER,
POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE.
TEXT
}

main() {
  local command=${1:-} port
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
      port=$(sed -n 's/^POSTGRES_PORT=//p' "$DATA_DIR/$NAME/endpoints.env" 2>/dev/null || true)
      [[ -n $(native_pid "$NAME") ]] || fail "PgBouncer does not run"
      echo "pgbouncer, port $port: pid $(native_pid "$NAME"), $(answers_at "$port" && echo 'answers' || echo 'does not answer')"
      ;;
    down)
      native_stop "$NAME"
      rm -rf "${DATA_DIR:?}/$NAME"
      ;;
    -h | --help) usage ;;
    *) usage >&2 && exit 2 ;;
  esac
}

up() {
  local left=100
  [[ -z $(native_pid "$NAME") ]] || fail "PgBouncer runs already: see status, or down"
  native_prepare postgresql
  POSTGRES_HOST=${POSTGRES_HOST:-127.0.0.1}
  POSTGRES_PORT=${POSTGRES_PORT:-$(remembered POSTGRES_PORT)}
  PORT=$(free_port)
  native_launch "$NAME"
  until answers_at "$PORT"; do
    ! native_failed "$NAME" || fail "PgBouncer did not start: $(native_log_hint "$NAME")"
    ((left-- > 0)) || fail "PgBouncer does not reach PostgreSQL at $POSTGRES_HOST:$POSTGRES_PORT: $(native_log_hint "$NAME")"
    sleep 0.1
  done
  printf 'POSTGRES_HOST=127.0.0.1\nPOSTGRES_PORT=%s\n' "$PORT" >"$DATA_DIR/$NAME/endpoints.env"
  say "ready at port $PORT"
}

# shellcheck disable=SC2317 # called by native_launch
native_prepare_scale() {
  local folder=$DATA_DIR/$NAME one method=trust edits=()
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
