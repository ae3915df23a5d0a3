#!/usr/bin/env bash
# A primary of PostgreSQL and its synchronous standby, each a server of its own on this machine, to try a fail-over with: what
# a node does when the primary dies, and what it takes. The data are for that alone. docs/scaling.md says how a real one is
# set up.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../lib/servers.sh"

ENGINE=postgresql
SERVERS=(primary standby)
SLOT=conversational_bot_standby
PROMOTION=30 # seconds that it may take

usage() {
  cat <<TEXT
usage: postgres-standby.sh up [--replica] [--until-pid PID] [--quiet]
       postgres-standby.sh status | promote | down
       postgres-standby.sh kill | freeze | thaw [primary|standby]

  up       starts a primary, copies a standby from it and lets commits wait until the standby shows them (remote_apply)
  status   where each of the two answers, what it is now and how far behind
  kill     ends a server without a goodbye (the primary), as when its machine fails
  freeze   stops a server's processes where they are (the standby); thaw lets them go on
  promote  makes the standby the primary; its commits then wait for nobody
  down     stops both and deletes their data

  --replica        no commit waits for the standby, and nodes read from it
  --until-pid PID  both stop by themselves when that process ends

Settings come from the environment, then from .env: DATA_DIR (.data/postgres-standby), POSTGRES_DB, POSTGRES_USER. Without a
password, on free ports of loopback. endpoints.env in DATA_DIR says what to start a node with.
TEXT
}

main() {
  local command=${1:-} server='' until_pid='' waits=yes
  (($#)) && shift
  case $command in
    up | status | promote | down) ;;
    kill) server=primary ;;
    freeze | thaw) server=standby ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
  while (($#)); do
    case $1 in
      primary | standby)
        [[ -n $server ]] || { usage >&2 && exit 2; }
        server=$1
        ;;
      --until-pid) until_pid=${2:?--until-pid needs a number} && shift ;;
      --replica) waits=no ;;
      --quiet) QUIET=yes ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  open_servers .data/postgres-standby
  case $command in
    up) up "$waits" "$until_pid" ;;
    status) show ;;
    promote) promote ;;
    down) stop_servers ;;
    kill) kill_server "$server" ;;
    freeze) send STOP "$server" ;;
    thaw) send CONT "$server" ;;
  esac
}

# up WAITS PID: whether commits wait for the standby; until that process ends, when there is one.
up() {
  local primary standby
  none_runs
  trap 'stop_servers >/dev/null' ERR
  native_prepare postgresql
  say "starting the primary"
  (exec 7>&- && DATA_DIR=$FOLDER/primary QUIET=yes "$INFRA/start-db.sh" --only postgresql --free-ports)
  say "copying the standby"
  of standby copy "$(of primary remembered POSTGRES_PORT)"
  of standby start_standby
  if [[ $1 == yes ]]; then
    # The standby was copied before: what it is told of standbys here would keep its own commits waiting for one.
    query primary "alter system set synchronous_standby_names = '*'" "alter system set synchronous_commit = 'remote_apply'" \
      'select pg_reload_conf()' >/dev/null
    await_following sync
  else
    await_following async
  fi
  trap - ERR
  primary=$(of primary remembered POSTGRES_PORT) standby=$(of standby remembered POSTGRES_PORT)
  supervise_servers "$2"
  {
    printf '%s=%s\n' POSTGRES_HOSTS "127.0.0.1:$primary,127.0.0.1:$standby" POSTGRES_DB "$POSTGRES_DB" POSTGRES_USER \
      "$POSTGRES_USER" PRIMARY_PORT "$primary" STANDBY_PORT "$standby"
    [[ $1 == yes ]] || printf 'POSTGRES_REPLICA_HOSTS=%s\n' "127.0.0.1:$standby"
  } >"$FOLDER/endpoints.env"
  say "ready; what to start a node with: $FOLDER/endpoints.env"
}

# copy PORT: a base backup that begins as a standby of the server at PORT. The slot makes that keep what it needs.
copy() {
  mkdir -p "$DATA_DIR/postgresql"
  (native_exec postgresql pg_basebackup --pgdata=/srv/data --host=127.0.0.1 --port="$1" --username="$POSTGRES_USER" \
    --write-recovery-conf --create-slot --slot="$SLOT" --wal-method=stream --checkpoint=fast) >"$DATA_DIR/copy.log" 2>&1 </dev/null 7>&- ||
    fail "the standby cannot be copied: $(tail -n 1 "$DATA_DIR/copy.log")"
}

start_standby() {
  take_ports
  QUIET=yes start_engine postgresql 7>&-
}

# query SERVER SQL...: each statement by itself.
query() {
  local server=$1 statements=() one
  shift
  for one in "$@"; do
    statements+=(-c "$one")
  done
  LIMIT=$((PROMOTION + 5)) of "$server" native_psql -d postgres -qAt -v ON_ERROR_STOP=1 "${statements[@]}" </dev/null 7>&-
}

# await_following STATE: as pg_stat_replication names it.
await_following() {
  local left=300
  until [[ $(query primary "select count(*) from pg_stat_replication where sync_state = '$1' and state = 'streaming'") == 1 ]]; do
    ((left-- > 0)) || fail "the standby does not follow: $(of standby native_log_hint postgresql)"
    sleep 0.1
  done
}

show() {
  local server
  for server in "${SERVERS[@]}"; do
    printf '%s, port %s: %s\n' "$server" "$(of "$server" remembered POSTGRES_PORT)" "$(state_of "$server" native_psql -d postgres -qAtc \
      "select case when pg_is_in_recovery()
        then 'follows, ' || coalesce(round(extract(epoch from now() - pg_last_xact_replay_timestamp()))::text, 'no') ||
          ' s since the last commit it heard of'
        else 'takes writes, ' || (select count(*) from pg_stat_replication) || ' standbys' end")"
  done
}

promote() {
  local begun=$EPOCHREALTIME
  [[ $(query standby "select pg_promote(true, $PROMOTION)") == t ]] || fail "not promoted after $PROMOTION s"
  say "promoted after $(elapsed "$begun") s"
}

main "$@"
