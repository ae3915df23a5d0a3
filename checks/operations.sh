#!/usr/bin/env bash
# Proves backup, restore and drill at the size of a small installation: operations.sh [MESSAGES] (100000). Users write while
# it backs up, and the server is killed in the middle of a backup. Prints each step's time; exit code 0: all as expected.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/java.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/node.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/backups.sh"

USERS=8
PER_CONVERSATION=50

main() {
  local messages=${1:-100000}
  export DATA_DIR ELASTICSEARCH_HEAP=512m SERVER_PORT ADMIN_PORT
  DATA_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/application/target/operations/data
  SERVER_PORT=$(free_port) ADMIN_PORT=$(free_port "$SERVER_PORT")
  # Limits are no matter of this check
  export RATE_LIMIT_REQUESTS_PER_MINUTE=60000 RATE_LIMIT_BURST=10000 RATE_LIMIT_API_REQUESTS_PER_MINUTE=600000
  export RATE_LIMIT_API_BURST=100000 REGISTER_ADDRESS_PER_MINUTE=0 REGISTER_ADDRESS_PER_DAY=0 OFFLINE_WORDS_PER_SECOND=0
  open_instance
  JAR=$PROJECT/application/target/conversational-bot.jar
  BACKUPS=$DATA_DIR/../backups
  choose_java jdk
  tidy_at_end
  discard
  serve_messages "$messages"
  begin_step 'archive'
  "$INFRA/archive.sh" "$BACKUPS" >"$WORK/archive" 2>&1 &
  until grep -q archiving "$WORK/archive" 2>/dev/null; do sleep 0.1; done
  end_step
  users_write
  step 'backup under load' "$INFRA/backup.sh" "$BACKUPS"
  kill_server_in_a_backup
  users_end
  kill "$NODE"
  wait "$NODE" || true
  go_back_in_time
  step 'drill' "$INFRA/drill.sh" "$BACKUPS"
  cat "$WORK/drill"
}

# step NAME COMMAND...: what it says is kept in a file of that name.
step() {
  local name=$1
  shift
  begin_step "$name"
  in_step "$@"
  cp "$WORK/log" "$WORK/${name// /-}"
  end_step
}

serve_messages() {
  step 'engines' "$INFRA/start-db.sh" --free-ports
  recall_instance
  use_endpoints
  step 'migration' node_command db migrate config.yml
  begin_step 'node'
  launch_node "$DATA_DIR/node.log"
  await_node "$DATA_DIR/node.log" 300
  end_step
  curl --silent --fail --output /dev/null --header 'Content-Type: application/json' "http://localhost:$SERVER_PORT/api/v1/users" \
    --data '{"email": "many@example.com", "password": "correct horse battery"}'
  awk -v messages="$1" -v each="$PER_CONVERSATION" 'BEGIN {
    for (c = 0; c < messages / each; c++) {
      printf "{\"id\": \"%d\", \"title\": \"number %d\", \"messages\": [", c, c
      for (m = 0; m < each; m++)
        printf "%s{\"role\": \"%s\", \"text\": \"message %d of conversation %d, about harbour %d and lighthouse %d\"}",
          m ? ", " : "", m % 2 ? "assistant" : "user", m, c, c * 31 % 977, m * 17 % 89
      print "]}"
    }
  }' >"$WORK/many.jsonl"
  step "import of $1 messages" node_command import config.yml --user many@example.com "$WORK/many.jsonl"
}

# Until the file is gone. Returns when messages come.
users_write() {
  local before
  before=$(messages_kept)
  touch "$WORK/writing"
  while [[ -e $WORK/writing ]]; do
    "$INFRA/smoke.sh" --url "http://localhost:$SERVER_PORT" --users "$USERS" --conversations 80 --keep >"$WORK/users" 2>&1 || true
  done &
  WRITERS=$!
  begin_step 'users write'
  until (($(messages_kept) > before + 50)); do
    sleep 0.2
  done
  end_step
}

messages_kept() {
  native_psql -d "$POSTGRES_DB" -Atc 'select count(*) from messages' </dev/null
}

users_end() {
  rm -f "$WORK/writing"
  wait "$WRITERS" || true
}

# The backup fails in one line and leaves nothing; after the server's restart the next one works.
kill_server_in_a_backup() {
  local result=0 backup pid
  begin_step 'server killed in a backup'
  pid=$(native_pid postgresql)
  "$INFRA/backup.sh" --quiet "$BACKUPS" >"$WORK/killed" 2>&1 &
  backup=$!
  until compgen -G "$BACKUPS/*.unfinished/*" >/dev/null; do
    kill -0 "$backup" 2>/dev/null || fail "$STEP: the backup ended too early: $(cat "$WORK/killed")"
    sleep 0.05
  done
  kill -s KILL "$pid"
  wait "$backup" || result=$?
  ((result == 1)) || fail "$STEP: it ended with $result"
  [[ $(wc -l <"$WORK/killed") == 1 ]] || fail "$STEP: it said: $(cat "$WORK/killed")"
  ! compgen -G "$BACKUPS/*.unfinished" >/dev/null || fail "$STEP: it left something"
  QUIET=yes "$INFRA/start-db.sh"
  end_step "$(cut -c 1-100 "$WORK/killed")"
  step 'backup after that' "$INFRA/backup.sh" "$BACKUPS"
}

# A note before the time is there, one after it is not. The server then is as it was before.
go_back_in_time() {
  local time notes deadline=$((SECONDS + 60))
  native_psql -q -d "$POSTGRES_DB" -c "create table notes (words text); insert into notes values ('before')"
  sleep 1
  time=$(date -u '+%F %T.%6N UTC')
  sleep 1
  native_psql -q -d "$POSTGRES_DB" -c "insert into notes values ('after')"
  until [[ $(native_psql -d "$POSTGRES_DB" -Atc "select bool_and(flush_lsn >= pg_current_wal_flush_lsn()) from pg_stat_replication") == t ]]; do
    ((SECONDS < deadline)) || fail "restore to a time: the archive does not get the log: $(tail -n 1 "$WORK/archive")"
    sleep 0.2
  done
  step 'restore to a time' "$INFRA/restore.sh" "$BACKUPS" --yes --at "$time"
  notes=$(native_psql -d "$POSTGRES_DB" -Atc 'select words from notes')
  [[ $notes == before ]] || fail "restore to a time: the notes are: $notes"
}

discard() {
  ! is_instance || QUIET=yes "$INFRA/cleanup-db.sh" --yes
  rm -rf "$BACKUPS"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  (($1 == 0)) || [[ ! -d $WORK ]] || cat "$WORK"/{archive,users} 2>/dev/null | tail -n 3 >&2
  discard
}

main "$@"
