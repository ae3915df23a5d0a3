#!/usr/bin/env bash
# Starts everything: the engines, the build if sources are newer than the jar, the migrations, the service. The service runs
# in the foreground until Ctrl-C; the engines stay, unless --stop-engines.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/java.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/node.sh"

usage() {
  cat <<TEXT
usage: start.sh [--json] [--free-ports] [--stop-engines] [--learn]

  --json          print the service's log here, one JSON object a line, as when the output is no terminal. On a terminal it
                  goes to LOG_FILE (DATA_DIR/service.log) otherwise
  --free-ports    let the engines take free ports instead of the usual ones
  --stop-engines  stop PostgreSQL, Redis and Elasticsearch when the service ends
  --learn         call learn.sh first, if that was not done for this build and Java: some two minutes, once. The node's
                  JVM then need not find out first what to compile

Settings come from the environment, then from .env: those of config.yml, those of start-db.sh, and JAVA_HOME, JAVA_HEAP (512m).
TEXT
}

main() {
  local stop_engines='' learn='' json='' ports=() begun=$EPOCHREALTIME result=0
  while (($#)); do
    case $1 in
      --json) json=yes ;;
      --free-ports) ports=(--free-ports) ;;
      --stop-engines) stop_engines=yes ;;
      --learn) learn=yes ;;
      -h | --help) usage && exit ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  open_instance
  SERVER_PORT=${SERVER_PORT:-8080} ADMIN_PORT=${ADMIN_PORT:-8081}
  export SERVER_PORT ADMIN_PORT
  local port
  for port in "$SERVER_PORT" "$ADMIN_PORT"; do
    ! port_taken "$port" || fail "port $port is taken ($(port_owner_text "$port")): stop that, or set SERVER_PORT and ADMIN_PORT"
  done
  choose_log "$json"
  [[ -f $(service_jar) ]] || say "The first start fetches what is missing here and builds: some minutes. Later ones take half a minute."
  export BRIEF=yes
  "$INFRA/start-db.sh" "${ports[@]}"
  use_endpoints
  if is_release; then choose_java; else choose_java jdk; fi
  build
  [[ -z $learn ]] || is_learned "$(service_jar)" || "$INFRA/learn.sh"
  copy_jar
  # The heap never grows: one that may grow does so too late.
  local heap=${JAVA_HEAP:-512m}
  OPTIONS=("-Xms$heap" "-Xmx$heap" "@$INFRA/jvm.options")
  cd "$PROJECT"
  say "migrating the database"
  LOG_FILE='' quietly "$DATA_DIR/migration.log" "${JAVA[@]}" "${OPTIONS[@]}" -jar "$JAR" db migrate config.yml || fail "the migration failed"
  use_learned "$(service_jar)"
  serve "$begun" || result=$?
  [[ -z $stop_engines ]] || "$INFRA/stop-db.sh"
  exit "$result"
}

# For people on a terminal the log is in a file, and for whoever else reads our output it is that output.
choose_log() {
  if [[ -n $1 ]]; then
    LOG_FILE=''
  elif [[ -t 1 ]]; then
    LOG_FILE=${LOG_FILE:-$DATA_DIR/service.log}
  fi
  export LOG_FILE=${LOG_FILE:-}
}

build() {
  local jar
  jar=$(service_jar)
  if is_release; then
    (cd "$PROJECT" && sha256sum --quiet --check "$jar.sha256") >/dev/null 2>&1 || fail "this release is damaged: $jar is not what its .sha256 says"
    return
  fi
  if [[ -f $jar ]] && ! newer_sources "$jar" | grep -q .; then
    return
  fi
  say "building"
  (cd "$PROJECT" && quietly "$DATA_DIR/build.log" ./mvnw -q -Pquick package -DskipTests) || fail "the build failed"
  [[ -f $jar ]] || fail "the build made no $jar"
  touch "$jar" # also when nothing in it changed, or the next start would build again
}

newer_sources() {
  (cd "$PROJECT" && find pom.xml ./*/pom.xml ./*/src -type f -newer "$1" -not -path '*/src/test/*' -not -path './benchmarks/*' -print -quit)
}

# A copy in a folder named by its content: a rebuilt jar under a running service would break it.
copy_jar() {
  local jar mark
  jar=$(service_jar)
  mark=$(sha256sum "$jar")
  BUILD=$CACHE_DIR/jars/${mark%% *}
  JAR=$BUILD/conversational-bot.jar
  mkdir -p "$BUILD"
  touch "$BUILD" # and not the jar
  find "$CACHE_DIR/jars" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -r {} +
  if [[ ! -f $JAR ]]; then
    cp --preserve=timestamps "$jar" "$JAR.$$" # the JVM compares the time with that of what it learned
    mv "$JAR.$$" "$JAR"
  fi
}

# Runs the service until it ends or is told to. A background job ignores Ctrl-C, so that it gets one signal: ours.
serve() {
  local begun=$1 result=0
  SERVICE='' ENDING=''
  trap end_service INT TERM
  "${JAVA[@]}" "${OPTIONS[@]}" -jar "$JAR" server config.yml &
  SERVICE=$!
  await_ready "$begun" || show_log_end
  while kill -0 "$SERVICE" 2>/dev/null; do
    result=0
    wait "$SERVICE" || result=$? # interrupted by the trap: wait again
  done
  trap - INT TERM
  [[ -z $ENDING ]] || result=0
  return "$result"
}

# shellcheck disable=SC2317 # called by the trap
end_service() {
  ENDING=yes
  [[ -z $SERVICE ]] || kill -s TERM "$SERVICE" 2>/dev/null || true
}

# Why the service did not come up is at the end of its log.
show_log_end() {
  [[ -n $ENDING || ! -s $LOG_FILE ]] || tail -n 3 "$LOG_FILE" >&2
}

await_ready() {
  local begun=$1 ready="http://localhost:$SERVER_PORT/health-check?type=ready" deadline=$((SECONDS + 120))
  until curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "$ready"; do
    [[ -z $ENDING ]] && kill -0 "$SERVICE" 2>/dev/null || return 1
    ((SECONDS < deadline)) || {
      warn "the service is not ready after 120 s: $ready"
      return 1
    }
    sleep 0.2
  done
  curl --silent --fail --noproxy '*' --max-time 5 --output /dev/null "http://localhost:$ADMIN_PORT/healthcheck" ||
    warn "ready, but a health check is red: http://localhost:$ADMIN_PORT/healthcheck"
  say "
ready after $(elapsed "$begun") s. The API's description: http://localhost:$SERVER_PORT/docs/, admin: http://localhost:$ADMIN_PORT
Ctrl-C ends the service.${LOG_FILE:+ Its log: $LOG_FILE}
Open an account and chat: http://localhost:$SERVER_PORT/"
}

main "$@"
