#!/usr/bin/env bash
# Starts everything: the engines, the build if sources are newer than the jar, the migrations, the service. The service runs
# in the foreground until Ctrl-C; the engines stay, unless --stop-engines.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/java.sh"

usage() {
  cat <<TEXT
usage: start.sh [--stop-engines]

  --stop-engines  stop PostgreSQL, Redis and Elasticsearch when the service ends

Settings come from the environment, then from .env: those of config.yml, those of start-db.sh, and JAVA_HOME, JAVA_HEAP (512m).
TEXT
}

main() {
  local stop_engines='' begun=$EPOCHREALTIME result=0
  while (($#)); do
    case $1 in
      --stop-engines) stop_engines=yes ;;
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
  "$INFRA/start-db.sh"
  use_endpoints
  choose_java jre
  build
  copy_jar
  # Streams keep much alive: with the usual goal of 200 ms a collection may stop all of them for as long. To reach a lower
  # one the collector would make the young generation tiny and come all the time; and a heap that may grow does so too late.
  # Large pages (where the system has them) and short object headers (from Java 24 on) save a sixth of a turn's processor time.
  local heap=${JAVA_HEAP:-512m}
  OPTIONS=("-Xms$heap" "-Xmx$heap" -XX:MaxGCPauseMillis=40 -XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=30
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages
    -Dguice_bytecode_gen_option=DISABLED --enable-native-access=ALL-UNNAMED)
  cd "$PROJECT"
  say "migrating the database"
  "$JAVA" "${OPTIONS[@]}" -jar "$JAR" db migrate config.yml || fail "the migration failed"
  serve "$begun" || result=$?
  [[ -z $stop_engines ]] || "$INFRA/stop-db.sh"
  exit "$result"
}

# The service is told where this instance's engines really are.
use_endpoints() {
  local line
  while IFS= read -r line; do
    export "${line?}"
  done <"$DATA_DIR/endpoints.env"
}

build() {
  local jar=$PROJECT/application/target/conversational-bot.jar
  if [[ -f $jar ]] && ! newer_sources "$jar" | grep -q .; then
    return
  fi
  say "building"
  (cd "$PROJECT" && ./mvnw -q -Pquick package -DskipTests </dev/null) || fail "the build failed"
  [[ -f $jar ]] || fail "the build made no $jar"
  touch "$jar" # also when nothing in it changed, or the next start would build again
}

newer_sources() {
  (cd "$PROJECT" && find pom.xml ./*/pom.xml ./*/src -type f -newer "$1" -not -path '*/src/test/*' -not -path './benchmarks/*' -print -quit)
}

# A copy named by its content: a rebuilt jar under a running service would break it.
copy_jar() {
  local jar=$PROJECT/application/target/conversational-bot.jar mark folder=$CACHE_DIR/jars
  mark=$(sha256sum "$jar")
  JAR=$folder/${mark%% *}.jar
  mkdir -p "$folder"
  find "$folder" -type f -mtime +7 -delete
  if [[ ! -f $JAR ]]; then
    cp "$jar" "$JAR.$$"
    mv "$JAR.$$" "$JAR"
  fi
  touch "$JAR"
}

# Runs the service until it ends or is told to. A background job ignores Ctrl-C, so that it gets one signal: ours.
serve() {
  local begun=$1 result=0
  SERVICE='' ENDING=''
  trap end_service INT TERM
  "$JAVA" "${OPTIONS[@]}" -jar "$JAR" server config.yml &
  SERVICE=$!
  await_ready "$begun" || true
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
ready after $(elapsed "$begun") s: http://localhost:$SERVER_PORT (docs: /docs), admin: http://localhost:$ADMIN_PORT
Register a user:

  curl -s localhost:$SERVER_PORT/api/v1/users -H 'Content-Type: application/json' -d '{\"email\":\"you@example.com\",\"password\":\"correct horse battery\"}'

Ctrl-C ends the service."
}

main "$@"
