# shellcheck shell=bash
# The engines without Docker: programs of the root file system, run by bubblewrap as an ordinary user. Inside, /srv is
# DATA_DIR/ENGINE and /mnt is infra/ENGINE. There is no process namespace: a pid file holds the real pid.
# compose.sh has the same functions for Docker.

native_prepare() {
  local engine
  ensure_rootfs
  for engine in "$@"; do
    [[ $engine != elasticsearch ]] || ensure_elasticsearch_server
  done
}

# native_exec ENGINE COMMAND...: runs COMMAND as the engine sees the world. A clean environment: no secret of the
# service gets in, nor a JAVA_TOOL_OPTIONS.
native_exec() {
  local engine=$1 folder=$DATA_DIR/$1 more=() limit=()
  shift
  # LIMIT: seconds a client may take
  [[ -z ${LIMIT:-} ]] || limit=(timeout --kill-after=1 "$LIMIT")
  # TOOL_FOLDER: what a long-lived client sees as /media. It ends with its caller. Its /srv has the socket only, for what has
  # the engine's folder there is taken for one of its processes.
  if [[ -n ${TOOL_FOLDER:-} ]]; then
    folder=$DATA_DIR/$engine/run
    more=(--bind "$TOOL_FOLDER" /media --die-with-parent)
  fi
  ROOTFS=${ROOTFS:-$(rootfs_dir)}
  [[ $engine != elasticsearch ]] || more+=(--ro-bind "$CACHE_DIR/elasticsearch-$ELASTICSEARCH_VERSION" /opt
    --setenv ES_PATH_CONF /srv/config --setenv ES_JAVA_OPTS "-Xms$ELASTICSEARCH_HEAP -Xmx$ELASTICSEARCH_HEAP"
    --setenv ES_JAVA_HOME "$(native_java_home)")
  exec "${limit[@]}" bwrap --unshare-user --uid "$(rootfs_id 3)" --gid "$(rootfs_id 4)" --ro-bind "$ROOTFS" / --dev /dev --proc /proc \
    --tmpfs /tmp --ro-bind "$INFRA/${engine/postgresql/postgres}" /mnt --bind "$folder" /srv --chdir /srv \
    --clearenv --setenv PATH /usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin --setenv HOME /tmp \
    --setenv LANG C.UTF-8 "${more[@]}" "$@"
}

native_java_home() {
  local home
  for home in "$ROOTFS"/usr/lib/jvm/java-25-openjdk-*; do
    printf '%s' "${home#"$ROOTFS"}"
  done
}

# Prints the pid of the running server, nothing when it is down. A pid alone may be stale and reused; a process that has
# our folder as its /srv is ours.
native_pid() {
  local pid
  read -r pid 2>/dev/null <"$DATA_DIR/$1/pid" || true
  pid=${pid:-}
  if [[ $pid =~ ^[0-9]+$ && /proc/$pid/root/srv -ef $DATA_DIR/$1 ]]; then
    printf '%s' "$pid"
  fi
}

# Waits for a server that was just killed: for a moment it still looks alive and holds its port.
native_settle() {
  local pid left=100
  read -r pid 2>/dev/null <"$DATA_DIR/$1/pid" || true
  while [[ ${pid:-} =~ ^[0-9]+$ ]] && dying "$pid" && ((left-- > 0)); do
    sleep 0.1
  done
  [[ -n $(native_pid "$1") ]] || native_sweep "$1"
}

# Is the process on its way out? Exiting (flag 4), about to be killed (signal 9 pending), or ended but for some threads.
dying() {
  local stat mask pending
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  read -ra stat <<<"${stat##*) }"
  if [[ ${stat[0]} == [ZX] ]]; then
    ((stat[17] > 1))
    return
  fi
  pending=$(sed -nE 's/^(SigPnd|ShdPnd):[[:space:]]*//p' "/proc/$1/status" 2>/dev/null) || return 1
  for mask in $pending; do
    ((!(16#$mask & 16#100))) || return 0
  done
  ((stat[6] & 4))
}

# Every process of an engine: children that outlived a killed server, too.
native_processes() {
  local root pid
  for root in /proc/[0-9]*/root; do
    [[ ! $root/srv -ef $DATA_DIR/$1 ]] || {
      pid=${root#/proc/}
      printf '%s ' "${pid%/root}"
    }
  done
}

# Starts a server and returns; native_failed tells whether that came to nothing.
native_launch() {
  local engine=$1 log=$DATA_DIR/$1/log
  mkdir -p "$DATA_DIR/$engine"
  rm -f "$DATA_DIR/$engine/pid"
  [[ ! -f $log.1 ]] || mv "$log.1" "$log.2"
  [[ ! -f $log ]] || mv "$log" "$log.1" # a log begins with a run
  "native_prepare_$engine"
  # In its own session, away from this terminal and its pipes, and without the instance's lock.
  (
    cd /
    "native_command_$engine"
    exec >>"$log" 2>&1 </dev/null 9>&-
    native_exec_detached "$engine" "${COMMAND[@]}"
  ) &
  LAUNCHED=$!
}

native_exec_detached() {
  # setsid needs a program, and bwrap is one only inside native_exec: so bash again, as the session's leader.
  export ROOTFS CACHE_DIR INFRA DATA_DIR ELASTICSEARCH_VERSION ELASTICSEARCH_HEAP
  export -f native_exec native_java_home rootfs_id
  # shellcheck disable=SC2016 # expanded by the inner bash
  exec setsid bash -c 'native_exec "$@"' bash "$@"
}

# Elasticsearch's launcher ends when the server runs; the others' lasts as long as they.
native_failed() {
  ! kill -0 "$LAUNCHED" 2>/dev/null && [[ -z $(native_pid "$1") ]]
}

native_prepare_postgresql() {
  local data=$DATA_DIR/postgresql method=trust address
  mkdir -p "$DATA_DIR/postgresql/run"
  [[ ! -d $data/data/.restore/moving && -z $(ls -A "$data/data/.restore/new" 2>/dev/null) ]] ||
    fail "postgresql: a restore to a time was cut off: call restore.sh again"
  if [[ ! -f $data/data/PG_VERSION ]]; then
    detail "postgresql: making a database cluster"
    rm -rf "$data/data.new"
    (native_exec postgresql initdb --pgdata=/srv/data.new --username="$POSTGRES_USER" --encoding=UTF8 --locale=C.UTF-8 \
      --locale-provider=builtin --builtin-locale=C.UTF-8 --data-checksums --auth=trust) >>"$data/log" 2>&1 </dev/null ||
      fail "postgresql: initdb failed: $(tail -n 1 "$data/log") (all of it: $data/log)"
    mv -T "$data/data.new" "$data/data"
  fi
  [[ -z $POSTGRES_PASSWORD ]] || method=scram-sha-256
  # The socket's folder is closed to other users, so that who may use it may read the data anyway.
  {
    echo "local all all trust"
    echo "local replication all trust"
    for address in 127.0.0.1/32 ::1/128; do
      echo "host all all $address $method"
      echo "host replication all $address $method"
    done
  } >"$data/pg_hba.conf"
  chmod 700 "$data"
}

native_command_postgresql() {
  COMMAND=(postgres -D /srv/data -c config_file=/mnt/postgresql.conf -c hba_file=/srv/pg_hba.conf
    -c ident_file=/srv/data/pg_ident.conf -c external_pid_file=/srv/pid -c unix_socket_directories=/srv/run
    -c port="$POSTGRES_PORT")
}

native_psql() {
  (native_exec postgresql psql -X -h /srv/run -p "$POSTGRES_PORT" -U "$POSTGRES_USER" "$@")
}

# native_postgres_tool FOLDER COMMAND ARGUMENTS...
native_postgres_tool() {
  local TOOL_FOLDER=$1 command=$2
  shift 2
  (native_exec postgresql "$command" -h /srv -p "$POSTGRES_PORT" -U "$POSTGRES_USER" "$@")
}

# native_files ENGINE COMMAND...: runs COMMAND on the engine's files, whether it runs or not. It sees them as /media: the
# data of PostgreSQL and Redis, and the folder above snapshots/ of Elasticsearch.
native_files() {
  local engine=$1 TOOL_FOLDER=$DATA_DIR/$1
  shift
  [[ $engine == elasticsearch ]] || TOOL_FOLDER+=/data
  mkdir -p "$DATA_DIR/$engine/run"
  (native_exec "$engine" "$@")
}

native_prepare_redis() {
  mkdir -p "$DATA_DIR/redis/data"
}

native_command_redis() {
  COMMAND=(redis-server /mnt/redis.conf --port "$REDIS_PORT" --dir /srv/data --pidfile /srv/pid)
}

native_redis_cli() {
  (native_exec redis redis-cli -h 127.0.0.1 -p "$REDIS_PORT" "$@")
}

# native_redis_tool FOLDER ARGUMENTS...: redis-cli, which sees FOLDER as /media.
native_redis_tool() {
  local TOOL_FOLDER=$1
  shift
  mkdir -p "$DATA_DIR/redis/run"
  (native_exec redis redis-cli -h 127.0.0.1 -p "$REDIS_PORT" "$@")
}

# What makes a node one of several; see infra/scale/elasticsearch-nodes.sh.
ELASTICSEARCH_CLUSTER=()

# Elasticsearch writes into its configuration folder (a keystore), so every instance has its own, made anew at each start.
native_prepare_elasticsearch() {
  local data=$DATA_DIR/elasticsearch
  mkdir -p "$data"/{config/jvm.options.d,data,logs,snapshots}
  cp "$ELASTICSEARCH_HOME/config/jvm.options" "$INFRA"/elasticsearch/{elasticsearch.yml,log4j2.properties} "$data/config/"
  cp "$INFRA"/elasticsearch/jvm.options.d/*.options "$data/config/jvm.options.d/"
}

native_command_elasticsearch() {
  COMMAND=(/opt/bin/elasticsearch -d -p /srv/pid -E http.port="$ELASTICSEARCH_PORT"
    -E transport.port="$ELASTICSEARCH_TRANSPORT_PORT" -E path.data=/srv/data -E path.logs=/srv/logs
    -E path.repo=/srv/snapshots "${ELASTICSEARCH_CLUSTER[@]}")
}

# Stops a server gently, also a frozen one, then whatever is left of it.
native_stop() {
  local engine=$1 pid signal=TERM
  pid=$(native_pid "$engine")
  [[ $engine != postgresql ]] || signal=INT # its fast shutdown: ends connections, keeps the data clean
  if [[ -n $pid ]]; then
    kill -s "$signal" "$pid" 2>/dev/null || true
    kill -s CONT "$pid" 2>/dev/null || true
    native_wait_gone "$engine" 300 || warn "$engine does not stop, killing it"
  fi
  native_sweep "$engine"
  rm -f "$DATA_DIR/$engine/pid"
}

# native_wait_gone ENGINE TENTHS
native_wait_gone() {
  local left=$2
  while [[ -n $(native_processes "$1") ]]; do
    ((left-- > 0)) || return 1
    sleep 0.1
  done
}

# Children of a killed server end by themselves in a moment, and PostgreSQL does not start beside them.
native_sweep() {
  local pids
  native_wait_gone "$1" 30 && return
  pids=$(native_processes "$1")
  # shellcheck disable=SC2086 # a list of pids
  kill -s KILL $pids 2>/dev/null || true
  native_wait_gone "$1" 50 || fail "$1: these processes cannot be killed: $pids"
}

# Prints the end of what the server said since its start.
native_log() {
  tail -n 100 "$DATA_DIR/$1/log" 2>/dev/null || true
}

native_log_hint() {
  local log=$DATA_DIR/$1/log
  printf '%s (all of it: %s)' "$(grep -vE '^[[:space:]]+at ' "$log" |
    grep -E 'FATAL|ERROR|[Ee]rror:|Exception|denied|Invalid|Caused' | head -n 3 | cut -c 1-200 | paste -s -d ';')" "$log"
}

# Memory in bytes: the proportional share of every process, so that shared pages count once.
native_memory() {
  local pid sum=0 kb
  for pid in $(native_processes "$1"); do
    kb=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup" 2>/dev/null || true)
    sum=$((sum + ${kb:-0} * 1024))
  done
  printf '%s' "$sum"
}

native_data_size() {
  du -sb "$DATA_DIR/$1" 2>/dev/null | cut -f1
}

# Docker bounds the logs of containers; here a process does, as long as an engine of the instance runs.
native_bound_logs() {
  (cd / && exec setsid "$INFRA/lib/bound-logs.sh" </dev/null >>"$DATA_DIR/supervisor.log" 2>&1 9>&-) &
}

native_erase() {
  rm -rf "${DATA_DIR:?}/$1"
}
