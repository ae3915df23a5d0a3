# shellcheck shell=bash
# What differs between the set-ups of scale/redis.sh: how a server is started, when all of them know each other, and what a
# node is to be told. The functions native_... take the place of those in native.sh. Needs engines.sh.

MASTER_NAME=mymaster # among the sentinels
PATIENCE=300         # tenths of a second until a set-up is complete

# until_true WHAT COMMAND...: waits for it.
until_true() {
  local what=$1 left=$PATIENCE
  shift
  until "$@" >/dev/null 2>&1; do
    ((left-- > 0)) || fail "$what: not after $((PATIENCE / 10)) s"
    sleep 0.1
  done
}

says() {
  grep -q "$1" <<<"$(ask "${@:2}" | tr -d '\r')"
}

complete_cluster() {
  local server at=()
  for server in "${SERVERS[@]}"; do
    at+=("127.0.0.1:$(port "$server")")
  done
  of node1 native_redis_cli --cluster create "${at[@]}" --cluster-replicas 1 --cluster-yes >"$FOLDER/create.log" 2>&1 </dev/null ||
    fail "the cluster cannot be made: $(grep -v '^>>>' "$FOLDER/create.log" | tail -n 1)"
  for server in "${SERVERS[@]}"; do
    until_true "$server joins" says '^cluster_state:ok' "$server" cluster info
    until_true "$server knows all" knows_replicas "$server"
    until_true "$server has its copy" has_its_copy "$server"
  done
}

# A promotion needs the replicas to be known to all.
knows_replicas() {
  [[ $(ask "$1" cluster nodes | grep -c ' connected') == 6 && $(ask "$1" cluster nodes | grep -c 'slave') == 3 ]]
}

has_its_copy() {
  says '^role:master' "$1" info replication || says '^master_link_status:up' "$1" info replication
}

complete_sentinel() {
  local server
  until_true "server2 has its copy" says '^master_link_status:up' server2 info replication
  for server in sentinel1 sentinel2 sentinel3; do
    until_true "$server knows the others" says '^OK' "$server" sentinel ckquorum "$MASTER_NAME"
    until_true "$server knows all sentinels" knows "$server" num-other-sentinels 2
    until_true "$server knows the replica" knows "$server" num-slaves 1
  done
}

knows() {
  [[ $(ask "$1" sentinel master "$MASTER_NAME" | tr -d '\r' | grep -A 1 "^$2\$" | tail -n 1) == "$3" ]]
}

complete_two() {
  :
}

endpoints_cluster() {
  printf 'REDIS_MODE=cluster\nREDIS_HOSTS=%s\n' "$(addresses "${SERVERS[@]}")"
}

endpoints_sentinel() {
  printf 'REDIS_MODE=sentinel\nREDIS_HOSTS=%s\nREDIS_SENTINEL_MASTER=%s\n' "$(addresses sentinel1 sentinel2 sentinel3)" "$MASTER_NAME"
}

endpoints_two() {
  printf '%s\n' REDIS_MODE=single REDIS_HOST=127.0.0.1 "REDIS_PORT=$(port sessions)" \
    REDIS_CACHE_MODE=single REDIS_CACHE_HOST=127.0.0.1 "REDIS_CACHE_PORT=$(port cache)"
}

addresses() {
  local server text=''
  for server in "$@"; do
    text+=${text:+,}127.0.0.1:$(port "$server")
  done
  printf '%s' "$text"
}

# Sentinels write into their configuration.
# shellcheck disable=SC2317 # called by native_launch
native_prepare_redis() {
  mkdir -p "$DATA_DIR/redis/data"
  [[ $SERVER == sentinel* && ! -f $DATA_DIR/redis/sentinel.conf ]] || return 0
  printf '%s\n' "port $REDIS_PORT" 'bind 127.0.0.1 -::1' 'dir /srv/data' 'pidfile /srv/pid' \
    "sentinel monitor $MASTER_NAME 127.0.0.1 $(port server1) 2" "sentinel down-after-milliseconds $MASTER_NAME 1500" \
    "sentinel failover-timeout $MASTER_NAME 10000" >"$DATA_DIR/redis/sentinel.conf"
}

# shellcheck disable=SC2317 # called by native_launch
native_command_redis() {
  COMMAND=(redis-server /mnt/redis.conf --port "$REDIS_PORT" --dir /srv/data --pidfile /srv/pid --repl-diskless-sync-delay 0)
  case $SERVER in
    # A part without a master must not take the others away.
    node*) COMMAND+=(--cluster-enabled yes --cluster-port "$(cluster_port)" --cluster-node-timeout 3000
      --cluster-require-full-coverage no) ;;
    # One that was promoted remembers it; the sentinels tell the old master whom to follow.
    server2) [[ -d $DATA_DIR/redis/data/appendonlydir ]] || COMMAND+=(--replicaof 127.0.0.1 "$(port server1)") ;;
    sentinel*) COMMAND=(redis-server /srv/sentinel.conf --sentinel) ;;
    sessions) COMMAND+=(--maxmemory-policy noeviction) ;;
    cache) COMMAND+=(--maxmemory-policy allkeys-lru --maxmemory 16mb --appendonly no) ;;
  esac
}

cluster_port() {
  [[ -f $DATA_DIR/cluster-port ]] || free_port >"$DATA_DIR/cluster-port"
  cat "$DATA_DIR/cluster-port"
}
