# shellcheck shell=bash
# Several servers of one ENGINE on this machine, to try fail-overs with: SERVERS names them. Each is an instance of its own in
# FOLDER, on free ports of loopback, without a password. Sourced by the scripts of infra/scale, after engines.sh.

# open_servers FOLDER: the one that is used when DATA_DIR is not given. Nobody else works on it meanwhile.
open_servers() {
  need flock
  export POSTGRES_PASSWORD='' POSTGRES_PASSWORD_FILE='' POSTGRES_HOSTS='' REDIS_HOSTS='' ELASTICSEARCH_HOSTS='' ENGINES_MODE=native \
    DATA_DIR=${DATA_DIR:-$1}
  open_instance
  MODE=native PORTS=free FOLDER=$DATA_DIR
  mkdir -p "$FOLDER"
  exec 7>"$FOLDER/lock"
  flock -w 300 7 || fail "another script has been working on $FOLDER for five minutes"
}

# of SERVER COMMAND...: runs COMMAND on that server.
of() {
  local DATA_DIR=$FOLDER/$1 POSTGRES_HOST POSTGRES_PORT REDIS_HOST REDIS_PORT ELASTICSEARCH_HOST ELASTICSEARCH_PORT \
    ELASTICSEARCH_TRANSPORT_PORT
  export DATA_DIR
  resolve_hosts
  POSTGRES_PORT=$(remembered POSTGRES_PORT) REDIS_PORT=$(remembered REDIS_PORT)
  ELASTICSEARCH_PORT=$(remembered ELASTICSEARCH_PORT) ELASTICSEARCH_TRANSPORT_PORT=$(remembered ELASTICSEARCH_TRANSPORT_PORT)
  shift
  "$@"
}

# Called by of: takes ports for a new server, and remembers them.
take_ports() {
  local name usual
  POSTGRES_PORT=0 REDIS_PORT=0 ELASTICSEARCH_PORT=0 ELASTICSEARCH_TRANSPORT_PORT=0
  mkdir -p "$DATA_DIR"
  while read -r name usual; do
    printf -v "$name" %s "$(free_port)"
  done < <(port_variables "$ENGINE")
  write_instance
  write_endpoints
}

none_runs() {
  local server
  for server in "${SERVERS[@]}"; do
    [[ -z $(of "$server" native_pid "$ENGINE") ]] || fail "the $server runs already: see status, or down"
    rm -rf "${FOLDER:?}/$server"
  done
}

# supervise_servers PID: all stop by themselves when that process ends.
supervise_servers() {
  local server
  [[ -n $1 ]] || return 0
  for server in "${SERVERS[@]}"; do
    of "$server" supervise "$1"
  done
}

supervise() {
  printf '%s\n' "$1" >"$DATA_DIR/until-pid"
  (cd / && exec setsid "$INFRA/lib/stop-when-gone.sh" "$1" </dev/null >>"$DATA_DIR/supervisor.log" 2>&1 7>&-) &
}

# state_of SERVER QUESTION...: its process, and what the question says of it.
state_of() {
  local server=$1 pid
  shift
  pid=$(of "$server" native_pid "$ENGINE")
  if [[ -z $pid ]]; then
    echo 'does not run'
  elif [[ $(awk '{ print $3 }' "/proc/$pid/stat") == T ]]; then
    echo "pid $pid, frozen"
  else
    echo "pid $pid, $(LIMIT=2 of "$server" "$@" </dev/null 2>/dev/null || echo 'does not answer')"
  fi
}

# send SIGNAL SERVER: the server first, so that it makes no further processes.
send() {
  local pids
  pids="$(of "$2" native_pid "$ENGINE") $(of "$2" native_processes "$ENGINE")"
  [[ -n ${pids// /} ]] || fail "the $2 does not run"
  # shellcheck disable=SC2086 # a list of pids
  kill -s "$1" $pids 2>/dev/null || true
}

# As when its machine fails.
kill_server() {
  send KILL "$1"
  of "$1" native_wait_gone "$ENGINE" 50 || fail "the $1 cannot be killed"
  say "the $1 is dead"
}

stop_servers() {
  local server
  for server in "${SERVERS[@]}"; do
    of "$server" native_stop "$ENGINE"
    rm -rf "${FOLDER:?}/$server"
  done
  rm -f "$FOLDER/endpoints.env"
}
