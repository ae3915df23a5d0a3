# shellcheck shell=bash
# shellcheck source-path=SCRIPTDIR
# The three engines, however they are run: MODE is compose (a Docker engine answers) or native. Both offer the same
# functions: MODE_prepare, _settle, _pid, _launch, _failed, _stop, _psql, _redis_cli, _memory, _data_size, _log_hint, _erase.

source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/env.sh"
source "${BASH_SOURCE[0]%/*}/packages.sh"
source "${BASH_SOURCE[0]%/*}/ports.sh"
source "${BASH_SOURCE[0]%/*}/instance.sh"
source "${BASH_SOURCE[0]%/*}/endpoints.sh"
source "${BASH_SOURCE[0]%/*}/rootfs.sh"
source "${BASH_SOURCE[0]%/*}/elasticsearch-server.sh"
source "${BASH_SOURCE[0]%/*}/native.sh"
source "${BASH_SOURCE[0]%/*}/compose.sh"

START_TIMEOUT=${START_TIMEOUT:-180}

# An instance stays what it is: its data are in Docker's volumes or in its folder. ENGINES_MODE decides for a new one.
choose_mode() {
  MODE=$(instance_note mode)
  [[ -n $MODE ]] || MODE=${ENGINES_MODE:-}
  if [[ -z $MODE ]]; then
    if compose_available; then MODE=compose; else MODE=native; fi
  fi
  [[ $MODE == native || $MODE == compose ]] || fail "ENGINES_MODE=$MODE is neither native nor compose"
  [[ $MODE != compose ]] || compose_available || fail "$DATA_DIR is run by Docker, and no Docker engine answers"
}

# For the scripts that look at an instance or stop it.
recall_instance() {
  is_instance || fail "$DATA_DIR is no instance of the engines"
  choose_mode
  recall_endpoints
}

# answers ENGINE: does the server do its work? Never takes longer than about LIMIT seconds.
answers() {
  case $1 in
    postgresql) "${MODE}_psql" -d postgres -Atc 'select 1' ;;
    redis) [[ $("${MODE}_redis_cli" ping) == PONG ]] ;;
    elasticsearch) elasticsearch_get "/_cluster/health?filter_path=status" ;;
  esac >/dev/null 2>&1 </dev/null
}

elasticsearch_get() {
  curl --silent --fail --noproxy '*' --max-time "${LIMIT:-2}" "http://127.0.0.1:$ELASTICSEARCH_PORT$1"
}

# await ENGINE SECONDS: waits until it answers; 1 when it died, 2 when the time is up.
await() {
  local engine=$1 deadline=$((SECONDS + $2)) LIMIT=2
  until answers "$engine"; do
    if [[ -n ${LAUNCHED:-} ]] && "${MODE}_failed" "$engine"; then return 1; fi
    ((SECONDS < deadline)) || return 2
    sleep 0.1
  done
}

# runs ENGINE: is it there, and does it answer?
runs() {
  [[ -n $("${MODE}_pid" "$1") ]] && await "$1" 10
}

start_engine() {
  local engine=$1 begun=$EPOCHREALTIME result=0
  detail "$engine: starting at port $(port_of "$engine")"
  "${MODE}_launch" "$engine"
  await "$engine" "$START_TIMEOUT" || result=$?
  ((result != 1)) || fail "$engine did not start: $("${MODE}_log_hint" "$engine")"
  ((result != 2)) || fail "$engine does not answer after $START_TIMEOUT s: $("${MODE}_log_hint" "$engine")"
  [[ $engine != elasticsearch ]] || await_shards
  detail "$engine: ready after $(elapsed "$begun") s"
}

# Right after the start the indices that were there are red for a moment. A broken one must not keep the service from
# starting: it rebuilds what it needs.
await_shards() {
  LIMIT=25 elasticsearch_get "/_cluster/health?wait_for_status=yellow&timeout=20s" >/dev/null ||
    warn "elasticsearch: an index is still red"
}

elapsed() {
  awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'
}

# Makes the database and its extensions, and sets the password (given at the start of the server only).
create_database() {
  local password=${1//\\/\\\\}
  password=${password//\'/\'\'}
  {
    printf "\\\\set password '%s'\n" "$password" # not as an argument: everybody may read those
    cat "$INFRA/postgres/create-database.sql"
  } | "${MODE}_psql" -q -d postgres -v database="$POSTGRES_DB" -v user="$POSTGRES_USER" >/dev/null ||
    fail "postgresql: could not make the database $POSTGRES_DB"
}
