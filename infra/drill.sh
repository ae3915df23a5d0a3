#!/usr/bin/env bash
# Proves that a backup can be restored: brings the newest back into engines of its own, starts a node on them, compares
# rows and index, and uses the node as a user would. Leaves nothing behind but a metric.
# See usage below; docs/operations.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/java.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/node.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"

usage() {
  cat <<TEXT
usage: drill.sh [DIR] [--identity FILE] [--quiet]

  DIR         a backup, or a folder of backups: then its newest (DATA_DIR/backups)
  --identity  file with the age key that opens an encrypted backup
  --quiet     print trouble only

Exit code 0: the backup is good. Then DIR/drill.prom has the time of this drill, for a collector that reads text files.
Settings come from the environment, then from .env: DATA_DIR (.data), JAVA_HEAP (512m), ELASTICSEARCH_HEAP.
TEXT
}

main() {
  local folder='' identity=() begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --identity) identity=(--identity "${2:?--identity needs a file}") && shift ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      -*) usage >&2 && exit 2 ;;
      *)
        [[ -z $folder ]] || { usage >&2 && exit 2; }
        folder=$1
        ;;
    esac
    shift
  done
  open_instance
  folder=${folder:-$DATA_DIR/backups}
  [[ -d $folder ]] || fail "there is no folder $folder"
  JAR=$PROJECT/application/target/conversational-bot.jar
  [[ -f $JAR ]] || fail "there is no $JAR: build it with ./mvnw -Pquick package -DskipTests"
  choose_java jdk
  tidy_at_end
  use_drill_instance
  begin_step 'engines'
  in_step "$INFRA/start-db.sh" --free-ports
  end_step
  begin_step 'restore'
  in_step "$INFRA/restore.sh" "$folder" "${identity[@]}" --yes
  end_step "$(grep 'are equal' "$WORK/log" | sed -E 's/.* s  //')"
  start_node
  compare_index
  use_node
  await_health
  stop_node
  write_metric "$folder"
  say "the backup is good; drilled for $(elapsed "$begun") s"
}

# Engines beside those of the instance, on free ports and with data of their own, which an earlier drill may have left.
use_drill_instance() {
  local name
  for name in POSTGRES_HOST POSTGRES_PORT REDIS_HOST REDIS_PORT ELASTICSEARCH_HOST ELASTICSEARCH_PORT ELASTICSEARCH_TRANSPORT_PORT; do
    unset "$name"
  done
  exec 7>"$DATA_DIR.drill.lock"
  flock -n 7 || fail "another drill runs"
  export DATA_DIR=$DATA_DIR.drill
  export SERVER_PORT ADMIN_PORT
  SERVER_PORT=$(free_port) ADMIN_PORT=$(free_port "$SERVER_PORT")
  discard_instance
}

discard_instance() {
  ! is_instance || QUIET=yes "$INFRA/cleanup-db.sh" --yes
}

start_node() {
  begin_step 'node ready'
  use_endpoints
  in_step node_command db migrate config.yml
  launch_node "$WORK/node"
  await_node "$WORK/node" 300
  end_step
}

# The node fills the index anew by itself; the audit says whether it has what PostgreSQL has, both ways.
compare_index() {
  local deadline=$((SECONDS + 900))
  begin_step 'index equal'
  until node_command audit config.yml >"$WORK/log" 2>&1 </dev/null 7>&- && grep -qE '^waiting +0 ' "$WORK/log"; do
    ((SECONDS < deadline)) || fail "$STEP: it still differs after 900 s: $(tail -n 1 "$WORK/log" | cut -c 1-300)"
    sleep 1
  done
  end_step "$(sed -nE 's/^messages +([0-9]+).*/\1 comparisons/p' "$WORK/log")"
}

use_node() {
  begin_step 'main job'
  in_step "$INFRA/smoke.sh" --url "http://localhost:$SERVER_PORT"
  end_step
}

# No alarm may be left, such as one of old changes that wait.
await_health() {
  local deadline=$((SECONDS + 60))
  begin_step 'health checks'
  until curl --silent --fail --noproxy '*' --max-time 5 --output "$WORK/log" "http://localhost:$ADMIN_PORT/healthcheck"; do
    ((SECONDS < deadline)) || fail "$STEP: red for 60 s: $(curl --silent --noproxy '*' --max-time 5 "http://localhost:$ADMIN_PORT/healthcheck" | cut -c 1-300)"
    sleep 1
  done
  end_step
}

stop_node() {
  begin_step 'end of the node'
  kill "$NODE"
  wait "$NODE" || true
  NODE=''
  end_step
}

write_metric() {
  local metric=conversational_bot_last_good_drill_timestamp_seconds
  printf '# HELP %s When a backup was last restored and found good.\n# TYPE %s gauge\n%s %s\n' \
    "$metric" "$metric" "$metric" "$(date +%s)" >"$1/drill.prom.new"
  mv "$1/drill.prom.new" "$1/drill.prom"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ $DATA_DIR != *.drill ]] || discard_instance
}

main "$@"
