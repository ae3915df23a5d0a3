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
source "$(dirname "${BASH_SOURCE[0]}")/lib/places.sh"

METRIC=conversational_bot_last_good_drill_timestamp_seconds

usage() {
  cat <<TEXT
usage: drill.sh [DIR] [--identity FILE] [--metric FILE] [--quiet]

  DIR         a backup, or a place of backups: then its newest (DATA_DIR/backups). A folder, or s3://BUCKET/PREFIX[/BACKUP]
  --identity  file with the age key that opens an encrypted backup
  --metric    where to write the time of this drill when all went well, for a collector that reads text files
              (drill.prom in DIR, or in DATA_DIR for S3)
  --quiet     print trouble only

Exit code 0: the backup is good. The node that is tried asks no model outside, and embeds nothing.
Settings come from the environment, then from .env: DATA_DIR (.data), JAVA_HEAP (512m), ELASTICSEARCH_HEAP, and for S3 those
of backup.sh.
TEXT
}

main() {
  local place='' metric='' identity=() begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --identity) needs 'a file' "$@" && identity=(--identity "$2") && shift ;;
      --metric) needs 'a file' "$@" && metric=$2 && shift ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      -*) usage >&2 && exit 2 ;;
      *)
        [[ -z $place ]] || { usage >&2 && exit 2; }
        place=$1
        ;;
    esac
    shift
  done
  open_instance
  place=${place:-$DATA_DIR/backups}
  metric=$(realpath -m "${metric:-$(metric_beside "$place")}")
  [[ $place == s3://* || -d $place ]] || fail "there is no folder $place"
  [[ -w $(dirname "$metric") ]] || fail "cannot write into the folder $(dirname "$metric"), where the metric goes"
  JAR=$(service_jar)
  [[ -f $JAR ]] || fail "there is no $JAR: build it with ./mvnw -Pquick package -DskipTests"
  choose_java
  tidy_at_end
  use_instance_beside drill
  begin_step 'engines'
  in_step "$INFRA/start-db.sh" --free-ports
  end_step
  begin_step 'restore'
  in_step "$INFRA/restore.sh" "$place" "${identity[@]}" --yes
  end_step "$(grep 'are equal' "$WORK/log" | sed -E 's/.* s  //')"
  start_node
  await_index
  compare_index
  use_node
  await_health
  stop_node
  write_metric "$metric"
  say "the backup is good; drilled for $(elapsed "$begun") s"
}

metric_beside() {
  if [[ $1 == s3://* ]]; then
    printf '%s/drill.prom' "$DATA_DIR"
  elif [[ -e $1/manifest ]]; then
    printf '%s/drill.prom' "$(dirname "$(realpath "$1")")"
  else
    printf '%s/drill.prom' "$1"
  fi
}

# Models are no matter of a backup: none outside is asked or paid, and the rest of the vectors is not waited for.
start_node() {
  export LLM_PROVIDER=offline LLM_MODEL='' LLM_FALLBACK='' TITLE_MODEL='' EMBEDDING_PROVIDER=none
  begin_step 'node ready'
  use_endpoints
  in_step node_command db migrate config.yml
  launch_node "$WORK/node"
  await_node "$WORK/node" 300
  end_step
}

# The node fills the index anew by itself. An audit before it has done that would wait at each message.
await_index() {
  local deadline=$((SECONDS + 1800))
  begin_step 'index filled'
  until grep -q 'searches see ' "$WORK/node"; do
    kill -0 "$NODE" 2>/dev/null || fail "$STEP: the node ended: $(tail -n 1 "$WORK/node" | cut -c 1-300)"
    ((SECONDS < deadline)) || fail "$STEP: not after 1800 s"
    sleep 0.2
  done
  end_step "$(sed -nE 's/.*searches see [^ ]+ with ([0-9]+) messages.*/\1 messages/p' "$WORK/node" | tail -n 1)"
}

# Whether it has what PostgreSQL has, both ways.
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
  printf '# HELP %s When a backup was last restored and found good.\n# TYPE %s gauge\n%s %s\n' \
    "$METRIC" "$METRIC" "$METRIC" "$(date +%s)" >"$1.new"
  mv "$1.new" "$1"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ $DATA_DIR != *.drill ]] || discard_instance
}

main "$@"
