#!/usr/bin/env bash
# Makes the ahead-of-time cache of the service's jar: a node on engines of its own serves users for a while, and what its JVM
# learned of that is kept beside the jar. See usage below; infra/README.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/java.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/node.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"

LEARNING_JAVA=25

usage() {
  cat <<TEXT
usage: learn.sh [--seconds N] [--quiet]

  --seconds  how long users are served (45)
  --quiet    print trouble only

It makes conversational-bot.jar.aot beside the jar, about 110 MB, and conversational-bot.jar.aot.for, which says for which jar, Java and
options it is: start.sh and run.sh use it where these are the same. It takes some two minutes, needs Java $LEARNING_JAVA or later and
python3, and leaves nothing else behind.
TEXT
}

main() {
  local seconds=45 begun=$EPOCHREALTIME cache
  while (($#)); do
    case $1 in
      --seconds) needs 'a number' "$@" && seconds=$2 && shift ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  [[ $seconds =~ ^[1-9][0-9]{0,3}$ ]] || fail "--seconds: $seconds is no number of seconds"
  open_instance
  JAR=$(service_jar)
  [[ -f $JAR ]] || fail "there is no $JAR: build it with ./mvnw -Pquick package -DskipTests"
  need python3
  choose_java
  (($(java_version "${JAVA_HOME:-}") >= LEARNING_JAVA)) || fail "this needs Java $LEARNING_JAVA or later: set JAVA_HOME"
  cache=$(learned_cache "$JAR")
  tidy_at_end
  use_instance_beside learning
  begin_step 'engines'
  in_step "$INFRA/start-db.sh" --free-ports
  end_step
  start_model
  begin_step 'node ready'
  use_endpoints
  in_step node_command db migrate config.yml
  OPTIONS=("-XX:AOTCacheOutput=$WORK/cache")
  launch_node "$WORK/node"
  await_node "$WORK/node" 300
  end_step
  begin_step 'users are served'
  in_step python3 -B "$INFRA/learn/users.py" --url "http://localhost:$SERVER_PORT" --seconds "$seconds"
  end_step "$(tail -n 1 "$WORK/log")"
  begin_step 'what was learned'
  kill "$NODE"
  wait "$NODE" || true
  NODE=''
  [[ -s $WORK/cache ]] || fail "$STEP: the JVM kept nothing: $(trouble_in "$WORK/node")"
  rm -f "$cache.for"
  mv "$WORK/cache" "$cache"
  learned_for "$JAR" >"$cache.for"
  end_step "$(size_of "$cache")"
  say "learned after $(elapsed "$begun") s: $cache"
}

# Answers at once, and streams as the large ones do, so that the way of a real model is learned. Nothing outside is asked.
start_model() {
  local port
  port=$(free_port)
  python3 -B "$INFRA/learn/model.py" "$port" >"$WORK/model" 2>&1 </dev/null 6>&- 7>&- &
  export LLM_PROVIDER=openai LLM_BASE_URL=http://localhost:$port/v1 LLM_MODEL=scripted LLM_API_KEY=none LLM_FALLBACK='' TITLE_MODEL=''
  # How fast one may call is no matter of this
  export RATE_LIMIT_REQUESTS_PER_MINUTE=60000 RATE_LIMIT_BURST=10000 RATE_LIMIT_API_REQUESTS_PER_MINUTE=600000
  export RATE_LIMIT_API_BURST=100000 REGISTER_ADDRESS_PER_MINUTE=0 REGISTER_ADDRESS_PER_DAY=0
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ $DATA_DIR != *.learning ]] || discard_instance
}

main "$@"
