#!/usr/bin/env bash
# Proves backup, restore and drill at the size of a small installation: operations.sh [MESSAGES] (100000). Users write while
# it backs up and drills, the server is killed, scripts are ended at every step, disks are full. Prints each step's time; exit
# code 0: all as expected.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/../infra/lib/engines.sh"
source "$here/../infra/lib/java.sh"
source "$here/../infra/lib/node.sh"
source "$here/../infra/lib/backups.sh"
source "$here/operations/load.sh"
source "$here/operations/faults.sh"
source "$here/operations/places.sh"

main() {
  local messages=${1:-100000} begun=$EPOCHREALTIME
  TARGET=$(cd "$here/.." && pwd)/application/target/operations
  FIRST=$TARGET/data BACKUPS=$TARGET/backups
  export DATA_DIR=$FIRST ELASTICSEARCH_HEAP=512m SERVER_PORT ADMIN_PORT
  SERVER_PORT=$(free_port) ADMIN_PORT=$(free_port "$SERVER_PORT")
  # Limits are no matter of this check
  export RATE_LIMIT_REQUESTS_PER_MINUTE=60000 RATE_LIMIT_BURST=10000 RATE_LIMIT_API_REQUESTS_PER_MINUTE=600000
  export RATE_LIMIT_API_BURST=100000 REGISTER_ADDRESS_PER_MINUTE=0 REGISTER_ADDRESS_PER_DAY=0 OFFLINE_WORDS_PER_SECOND=0
  open_instance
  JAR=$PROJECT/application/target/conversational-bot.jar
  choose_java jdk
  tidy_at_end
  discard
  serve_messages "$messages"
  begin_archive "$BACKUPS"
  users_write
  step 'backup under load' "$INFRA/backup.sh" "$BACKUPS" --redis --elasticsearch
  step 'drill under load' "$INFRA/drill.sh" "$BACKUPS"
  say "$(sed -E 's/^/  /' "$WORK/drill-under-load")"
  kill_server_in_a_backup
  step 'backup after that' "$INFRA/backup.sh" "$BACKUPS" --redis --elasticsearch --keep 2
  users_end
  end_node
  go_back_in_time
  interrupt_scripts
  fill_disks
  use_s3
  say "all as expected after $(elapsed "$begun") s"
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

# begin_archive PLACE OPTIONS...
begin_archive() {
  begin_step 'archive'
  "$INFRA/archive.sh" "$@" >"$WORK/archive" 2>&1 6>&- 7>&- &
  ARCHIVE=$!
  until grep -q archiving "$WORK/archive" 2>/dev/null; do
    kill -0 "$ARCHIVE" 2>/dev/null || fail "$STEP: $(tail -n 1 "$WORK/archive")"
    sleep 0.1
  done
  end_step
}

# It sends what it has. After a restore to a time it may have ended by itself.
end_archive() {
  kill "$ARCHIVE" 2>/dev/null || true
  wait "$ARCHIVE" || true
}

end_node() {
  kill "$NODE"
  wait "$NODE" || true
}

# A note before the time is there, one after it is not.
go_back_in_time() {
  local time notes
  native_psql -q -d "$POSTGRES_DB" -c 'create table notes (words text)' </dev/null
  write_note before
  time=$(time_between_notes)
  write_note after
  step 'restore to a time' "$INFRA/restore.sh" "$BACKUPS" --yes --at "$time"
  notes=$(native_psql -d "$POSTGRES_DB" -Atc 'select words from notes' </dev/null)
  [[ $notes == before ]] || fail "restore to a time: the notes are: $notes"
  end_archive
}

# write_note WORDS: returns when the archive has it.
write_note() {
  local deadline=$((SECONDS + 60))
  native_psql -q -d "$POSTGRES_DB" -c "insert into notes values ('$1')" </dev/null
  until [[ $(native_psql -d "$POSTGRES_DB" -Atc "select bool_and(flush_lsn >= pg_current_wal_flush_lsn())
    from pg_stat_replication" </dev/null) == t ]]; do
    ((SECONDS < deadline)) || fail "the archive does not get the log: $(tail -n 1 "$WORK/archive")"
    sleep 0.2
  done
}

time_between_notes() {
  sleep 1
  date -u '+%F %T.%6N UTC'
  sleep 1
}

discard() {
  local folder
  for folder in "$TARGET/second" "$FIRST"; do
    DATA_DIR=$folder
    ! is_instance || beside cleanup-db.sh --yes
  done
  rm -rf "$BACKUPS" "$TARGET/s3"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  (($1 == 0)) || [[ ! -d $WORK ]] || cat "$WORK"/{archive,users} 2>/dev/null | tail -n 3 >&2
  [[ -z ${DISK:-} ]] || {
    DATA_DIR=$DISK/data beside cleanup-db.sh --yes 2>/dev/null || true
    umount --lazy "$DISK" || true
  }
  discard
}

main "$@"
