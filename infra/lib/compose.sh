# shellcheck shell=bash
# The engines in containers, by docker-compose.yml. The same functions as in native.sh.

compose_available() {
  command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1 </dev/null 9>&-
}

# The usual folder gets the plain names; another instance a mark of its own, so that both can run.
compose_project() {
  local mark
  if [[ $DATA_DIR == "$PROJECT/.data" ]]; then
    printf 'conversational-bot'
  else
    mark=$(sha256sum <<<"$DATA_DIR")
    printf 'conversational-bot-%s' "${mark:0:8}"
  fi
}

compose_container() {
  case $1 in
    postgresql) printf '%s-db' "$(compose_project)" ;;
    *) printf '%s-%s' "$(compose_project)" "$1" ;;
  esac
}

compose() {
  COMPOSE_PROJECT_NAME=$(compose_project)
  POSTGRES_AUTHENTICATION=$([[ -n $POSTGRES_PASSWORD ]] && echo scram-sha-256 || echo trust)
  export COMPOSE_PROJECT_NAME POSTGRES_AUTHENTICATION POSTGRES_PORT POSTGRES_DB POSTGRES_USER POSTGRES_PASSWORD REDIS_PORT
  export ELASTICSEARCH_PORT ELASTICSEARCH_TRANSPORT_PORT ELASTICSEARCH_HEAP
  docker compose --file "$INFRA/docker-compose.yml" "$@" 9>&-
}

compose_prepare() {
  docker compose version >/dev/null 2>&1 || fail "Docker is here, but not its compose plugin: please install docker-compose-plugin"
}

# Of a container that Docker starts again and again there is none while it waits.
compose_pid() {
  docker inspect --format '{{if and .State.Running (not .State.Restarting)}}{{.State.Pid}}{{end}}' \
    "$(compose_container "$1")" 2>/dev/null || true
}

# Docker itself waits for what it ends.
compose_settle() {
  :
}

compose_launch() {
  local engine=$1 log=$DATA_DIR/$1/log
  mkdir -p "$DATA_DIR/$engine"
  compose up --detach --no-deps "$engine" >>"$log" 2>&1 </dev/null || fail "$engine: docker compose failed: $(tail -n 1 "$log")"
  compose_pid "$engine" >"$DATA_DIR/$engine/pid" # the host's number of the container's first process, as in native mode
  LAUNCHED=$engine
}

# A container was new when it was launched: one that had to be started again has failed.
compose_failed() {
  [[ -z $(compose_pid "$1") || $(docker inspect --format '{{.RestartCount}}' "$(compose_container "$1")" 2>/dev/null) != 0 ]]
}

compose_exec() {
  local engine=$1 limit=()
  shift
  [[ -z ${LIMIT:-} ]] || limit=(timeout --kill-after=1 "$LIMIT")
  "${limit[@]}" docker exec --interactive "$(compose_container "$engine")" "$@" 9>&-
}

# Over TCP: while the container makes its cluster, a first server answers on the socket only, and goes away again.
compose_psql() {
  compose_exec postgresql psql -X -h 127.0.0.1 -U "$POSTGRES_USER" "$@"
}

# A container of its own, since the engine's sees no folder of ours.
compose_postgres_tool() {
  local folder=$1 command=$2
  shift 2
  docker run --rm --user "$(id -u):$(id -g)" --network "container:$(compose_container postgresql)" --volume "$folder:/media" \
    "$(compose_image postgresql)" "$command" -h 127.0.0.1 -U "$POSTGRES_USER" "$@" 9>&-
}

# As native_files: a container that has the engine's volume.
compose_files() {
  local engine=$1
  shift
  docker run --rm --interactive --init --user "${engine/postgresql/postgres}" --volume "$(compose_volume "$engine"):/media" \
    --volume "$INFRA/postgres:/mnt:ro" "$(compose_image "$engine")" "$@" 9>&-
}

compose_image() {
  sed -n "/^  $1:/,/image:/s/^ *image: //p" "$INFRA/docker-compose.yml"
}

compose_volume() {
  docker volume ls --quiet --filter "label=com.docker.compose.project=$(compose_project)" \
    --filter "label=com.docker.compose.volume=$1"
}

compose_redis_cli() {
  compose_exec redis redis-cli "$@"
}

compose_redis_tool() {
  local folder=$1
  shift
  docker run --rm --user "$(id -u):$(id -g)" --network "container:$(compose_container redis)" --volume "$folder:/media" \
    "$(compose_image redis)" redis-cli -h 127.0.0.1 "$@" 9>&-
}

compose_stop() {
  # A frozen process takes no signal but this one
  docker kill --signal CONT "$(compose_container "$1")" >/dev/null 2>&1 || true
  compose rm --stop --force "$1" >/dev/null 2>&1 || true
  rm -f "$DATA_DIR/$1/pid"
}

compose_log() {
  docker logs --tail 100 "$(compose_container "$1")" 2>&1 || true
}

compose_log_hint() {
  printf '%s (all of it: docker logs %s)' \
    "$(docker logs --tail 1 "$(compose_container "$1")" 2>&1 | cut -c 1-300)" "$(compose_container "$1")"
}

compose_memory() {
  LIMIT=2 compose_exec "$1" cat /sys/fs/cgroup/memory.current 2>/dev/null </dev/null || echo 0
}

compose_data_size() {
  local folder=/data
  [[ $1 != postgresql ]] || folder=/var/lib/postgresql/data
  [[ $1 != elasticsearch ]] || folder=/usr/share/elasticsearch/data
  LIMIT=2 compose_exec "$1" du -sk "$folder" 2>/dev/null </dev/null | awk '{ print $1 * 1024 }'
}

# Called after compose_stop, so that no container holds the volume.
compose_erase() {
  compose_volume "$1" | xargs --no-run-if-empty docker volume rm >/dev/null
  rm -rf "${DATA_DIR:?}/$1"
}

# docker-compose.yml says how long they may get.
compose_bound_logs() {
  :
}
