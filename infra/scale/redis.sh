#!/usr/bin/env bash
# Redis past one server, each server a process on this machine, to try with what a node does when one of them dies. The data
# are for that alone. docs/scaling.md says how real ones are set up.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../lib/redis-setups.sh"

SELF=$(realpath "${BASH_SOURCE[0]}")

usage() {
  cat <<TEXT
usage: redis.sh cluster|sentinel|two up [--until-pid PID] [--quiet]
       redis.sh cluster|sentinel|two status | down
       redis.sh cluster|sentinel|two kill|freeze|thaw|start [SERVER]

  cluster   node1 to node6: three masters, each with a replica
  sentinel  server1 and server2, a master and its replica, and sentinel1 to sentinel3, which promote the replica
  two       sessions, which evicts nothing, and cache, which evicts what was used least recently

  up        starts them
  status    where each answers and what it is now
  kill      ends a server without a goodbye (a master; of two, the cache), as when its machine fails
  freeze    stops its process where it is; thaw lets it go on
  start     starts a killed one again, with its data
  down      stops all and deletes their data

  --until-pid PID  they stop by themselves when that process ends

Settings come from the environment, then from .env: DATA_DIR (.data/redis-cluster, ...). Without a password, on free ports of
loopback. endpoints.env in DATA_DIR says what to start a node with.
TEXT
}

main() {
  local command server='' until_pid=''
  KIND=${1:-} command=${2:-}
  case $KIND in
    cluster) SERVERS=(node1 node2 node3 node4 node5 node6) ;;
    sentinel) SERVERS=(server1 server2 sentinel1 sentinel2 sentinel3) ;;
    two) SERVERS=(sessions cache) ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
  case $command in
    up | status | down | kill | freeze | thaw | start | stop-when-gone) shift 2 ;;
    *) usage >&2 && exit 2 ;;
  esac
  while (($#)); do
    case $1 in
      --until-pid) until_pid=${2:?--until-pid needs a number} && shift ;;
      --quiet) QUIET=yes ;;
      *)
        [[ -z $server && " ${SERVERS[*]} " == *" $1 "* ]] || { usage >&2 && exit 2; }
        server=$1
        ;;
    esac
    shift
  done
  need flock
  export ENGINES_MODE=native DATA_DIR=${DATA_DIR:-.data/redis-$KIND}
  open_instance
  MODE=native FOLDER=$DATA_DIR
  mkdir -p "$FOLDER"
  if [[ $command == stop-when-gone ]]; then
    stop_when_gone "$until_pid"
    exit
  fi
  exec 9>"$FOLDER/lock"
  flock -w 300 9 || fail "another script has been working on $FOLDER for five minutes"
  [[ ! $command =~ ^(kill|freeze|thaw|start)$ || -n $server ]] || server=$(usual_server)
  case $command in
    up) up "$until_pid" ;;
    status) show ;;
    down) down ;;
    kill) kill_server "$server" ;;
    freeze) send STOP "$server" ;;
    thaw) send CONT "$server" ;;
    start)
      native_prepare redis
      start "$server"
      ;;
  esac
}

# of SERVER COMMAND...: runs COMMAND on one of them, which has a folder and a port of its own.
of() {
  local DATA_DIR=$FOLDER/$1 SERVER=$1 REDIS_PORT
  export DATA_DIR
  REDIS_PORT=$(remembered REDIS_PORT)
  shift
  "$@"
}

# up PID: until that process ends, when there is one.
up() {
  local server ports=()
  for server in "${SERVERS[@]}"; do
    [[ -z $(of "$server" native_pid redis) ]] || fail "$server runs already: see status, or down"
    rm -rf "${FOLDER:?}/$server"
    mkdir -p "$FOLDER/$server"
    ports+=("$(free_port "${ports[@]}")")
    printf 'REDIS_PORT=%s\n' "${ports[-1]}" >"$FOLDER/$server/endpoints.env"
  done
  trap 'down >/dev/null' ERR
  native_prepare redis
  say "starting ${SERVERS[*]}"
  for server in "${SERVERS[@]}"; do
    start "$server"
  done
  "complete_$KIND"
  trap - ERR
  [[ -z $1 ]] || supervise "$1"
  "endpoints_$KIND" >"$FOLDER/endpoints.env"
  say "ready; what to start a node with: $FOLDER/endpoints.env"
}

start() {
  [[ -z $(of "$1" native_pid redis) ]] || fail "$1 runs already"
  of "$1" native_settle redis
  QUIET=yes of "$1" start_engine redis
}

port() {
  of "$1" remembered REDIS_PORT
}

# ask SERVER COMMAND...
ask() {
  local server=$1
  shift
  LIMIT=2 of "$server" native_redis_cli "$@" </dev/null 2>/dev/null
}

usual_server() {
  local server
  if [[ $KIND == two ]]; then
    echo cache
    return
  fi
  for server in "${SERVERS[@]}"; do
    if [[ $server != sentinel* ]] && says '^role:master' "$server" info replication; then
      echo "$server"
      return
    fi
  done
  fail "no master answers: name a server"
}

show() {
  local server pid state
  for server in "${SERVERS[@]}"; do
    pid=$(of "$server" native_pid redis)
    if [[ -z $pid ]]; then
      state='does not run'
    elif [[ $(awk '{ print $3 }' "/proc/$pid/stat") == T ]]; then
      state="pid $pid, frozen"
    else
      state="pid $pid, $(describe "$server")"
    fi
    printf '%s, port %s: %s\n' "$server" "$(port "$server")" "$state"
  done
}

describe() {
  local role slots
  if [[ $1 == sentinel* ]]; then
    printf 'the master is at %s' "$(ask "$1" sentinel get-master-addr-by-name "$MASTER_NAME" | tr -d '\r' | paste -s -d :)"
    return
  fi
  role=$(ask "$1" info replication | tr -d '\r' | sed -n 's/^role:slave/replica/p; s/^role://p' | head -n 1)
  printf '%s' "${role:-does not answer}"
  if [[ $KIND == cluster ]]; then
    slots=$(ask "$1" cluster nodes | sed -n 's/.*myself.* connected//p')
    printf ', slots%s' "${slots:- none}"
  fi
}

send() {
  local pids
  pids=$(of "$2" native_processes redis)
  [[ -n ${pids// /} ]] || fail "$2 does not run"
  # shellcheck disable=SC2086 # a list of pids
  kill -s "$1" $pids 2>/dev/null || true
}

kill_server() {
  send KILL "$1"
  of "$1" native_wait_gone redis 50 || fail "$1 cannot be killed"
  say "$1 is dead"
}

supervise() {
  printf '%s\n' "$1" >"$FOLDER/until-pid"
  (
    cd / && exec setsid "$SELF" "$KIND" stop-when-gone --until-pid "$1" --quiet </dev/null >>"$FOLDER/supervisor.log" 2>&1 9>&-
  ) &
}

stop_when_gone() {
  while [[ $(cat "$FOLDER/until-pid" 2>/dev/null) == "$1" ]]; do
    kill -0 "$1" 2>/dev/null || exec "$SELF" "$KIND" down --quiet
    sleep 1
  done
}

down() {
  local server
  rm -f "$FOLDER/until-pid" "$FOLDER/endpoints.env"
  for server in "${SERVERS[@]}"; do
    of "$server" native_stop redis
    rm -rf "${FOLDER:?}/$server"
  done
}

main "$@"
