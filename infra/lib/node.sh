# shellcheck shell=bash
# A node of the service, as the scripts start it. All but its jar needs engines.sh and java.sh: an instance's engines.

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

# launch_node LOG: starts JAR with the project's configuration, beside this shell, and sets NODE, its pid. It keeps no lock.
launch_node() {
  local heap=${JAVA_HEAP:-512m}
  cd "$PROJECT" || return
  LOG_FILE='' "${JAVA[@]}" "-Xmx$heap" "@$INFRA/jvm.options" -jar "$JAR" server config.yml >"$1" 2>&1 </dev/null 7>&- &
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
