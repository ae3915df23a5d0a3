# shellcheck shell=bash
# A node of the service, as the scripts start it. All but its jar needs engines.sh and java.sh: an instance's engines.

# Of the node's JVM, beside those of jvm.options.
OPTIONS=()

# Is this an archive of release.sh, unpacked? It has the jar and no sources.
is_release() {
  [[ ! -f $PROJECT/pom.xml ]]
}

service_jar() {
  if is_release; then
    printf '%s' "$PROJECT/conversational-bot.jar"
  else
    printf '%s' "$PROJECT/application/target/conversational-bot.jar"
  fi
}

# The service is told where this instance's engines really are.
use_endpoints() {
  local line
  while IFS= read -r line; do
    export "${line?}"
  done <"$DATA_DIR/endpoints.env"
}

# learned_cache JAR: the file beside it that learn.sh makes. In it are classes as they were linked, and what their methods did,
# so that a JVM need not find out first.
learned_cache() {
  printf '%s' "$1.aot"
}

# learned_for JAR: what a cache is bound to. A JVM would take another's for a reason to do without it, and say much.
learned_for() {
  sha256sum <"$1"
  sha256sum <"$INFRA/jvm.options"
  "${JAVA[@]}" -Xinternalversion
}

# use_learned JAR: adds the cache to OPTIONS, if there is one that fits.
use_learned() {
  local cache
  cache=$(learned_cache "$1")
  if is_learned "$1"; then
    OPTIONS+=("-XX:AOTCache=$cache")
  elif [[ -f $cache ]]; then
    warn "$cache is not used: it was made for another jar, Java or other options. infra/learn.sh makes it anew"
  fi
}

is_learned() {
  local cache
  cache=$(learned_cache "$1")
  [[ -f $cache ]] && [[ $(learned_for "$1") == "$(cat "$cache.for" 2>/dev/null)" ]]
}

# Another instance beside this one, on free ports and with data of its own, which an earlier call may have left.
# use_instance_beside NAME
use_instance_beside() {
  local name
  for name in POSTGRES_HOST POSTGRES_PORT REDIS_HOST REDIS_PORT ELASTICSEARCH_HOST ELASTICSEARCH_PORT ELASTICSEARCH_TRANSPORT_PORT; do
    unset "$name"
  done
  exec 7>"$DATA_DIR.$1.lock"
  flock -n 7 || fail "another ${0##*/} runs"
  export DATA_DIR=$DATA_DIR.$1
  export SERVER_PORT ADMIN_PORT
  SERVER_PORT=$(free_port) ADMIN_PORT=$(free_port "$SERVER_PORT")
  discard_instance
}

discard_instance() {
  ! is_instance || QUIET=yes "$INFRA/cleanup-db.sh" --yes
}

# launch_node LOG: starts JAR with the project's configuration and OPTIONS, beside this shell, and sets NODE, its pid. It
# keeps no lock.
launch_node() {
  local heap=${JAVA_HEAP:-512m}
  cd "$PROJECT" || return
  LOG_FILE='' "${JAVA[@]}" "-Xmx$heap" "@$INFRA/jvm.options" "${OPTIONS[@]}" -jar "$JAR" server config.yml >"$1" 2>&1 </dev/null 7>&- &
  NODE=$!
}

# await_node LOG SECONDS
await_node() {
  local deadline=$((SECONDS + $2))
  until curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "http://localhost:$SERVER_PORT/health-check?type=ready"; do
    kill -0 "$NODE" 2>/dev/null || fail "the node ended: $(tail -n 1 "$1" | cut -c 1-300)"
    ((SECONDS < deadline)) || fail "the node is not ready after $2 s"
    sleep 0.2
  done
}

# node_command ARGUMENTS...: a command of the service, such as audit config.yml.
node_command() {
  (cd "$PROJECT" && "${JAVA[@]}" -Xmx512m "@$INFRA/jvm.options" -jar "$JAR" "$@")
}
