# shellcheck shell=bash
# The part of restore.sh that brings a whole server to a time: the base backup, then the archived log up to there.
# Everything is done in the engine's own world, so that it is the same natively and with containers. Needs archives.sh.

# restore_server SECONDS IDENTITY: the time as seconds since 1970.
restore_server() {
  local at=$1 start result=0
  # shellcheck disable=SC2153 # of choose_backup
  (($(note_of "$BACKUP" base_finished) <= ${at%.*})) || fail "$NAME is from after that time: name an older one"
  start=$(note_of "$BACKUP" wal_start)
  begin_step 'base backup'
  need_server_space
  UNPACKED=yes
  in_step server_files prepare
  in_step unpack_server base.tar.gz new
  in_step unpack_server pg_wal.tar.gz new/pg_wal
  INPUT=$BACKUP/base/backup_manifest in_step put_server_file backup_manifest
  in_step "${MODE}_files" postgresql pg_verifybackup --no-parse-wal /media/.restore/new
  end_step "each file is as it was"
  begin_step 'archived log'
  fetch_log "$start"
  in_step unpack_log "$start" "$2"
  end_step "$("${MODE}_files" postgresql find /media/.restore/archive -type f </dev/null | wc -l) files"
  begin_step 'recovery'
  recovery_settings "$at" >"$WORK/settings"
  INPUT=$WORK/settings in_step put_server_file postgresql.auto.conf
  in_step put_server_file recovery.signal
  SWAPPED=yes
  beside stop-db.sh --only postgresql
  in_step server_files swap
  # It answers when it has got there, and not before.
  START_TIMEOUT=86400 beside start-db.sh --only postgresql 2>"$WORK/log" || result=$?
  if ((result)) && "${MODE}_log" postgresql | grep -q 'before configured recovery target'; then
    fail "$STEP: the archive ends before that time"
  fi
  ((!result)) || fail "$STEP: $(tail -n 1 "$WORK/log")"
  forget_recovery
  SWAPPED=''
  server_files forget
  end_step
  begin_again "$POSTGRES_DB"
  say "the log goes another way from here: give archive.sh and backup.sh a new place"
}

recovery_settings() {
  printf "\nrestore_command = 'cp \".restore/archive/%%f\" \"%%p\"'\n"
  printf "recovery_target_time = '%s'\n" "$(date -u -d "@$1" '+%Y-%m-%d %H:%M:%S.%6N+00')"
  printf "recovery_target_action = promote\nhot_standby = off\n"
}

server_files() {
  "${MODE}_files" postgresql sh /mnt/replace-server.sh "$1" </dev/null
}

need_server_space() {
  local free wanted
  wanted=$(($(gzip_size "$BACKUP"/base/*.gz) / 1048576 + 100))
  free=$("${MODE}_files" postgresql df -Pm /media </dev/null | awk 'NR == 2 { print $4 }')
  ((free >= wanted)) || fail "$STEP: the restored server needs $wanted MB beside the old one, and there are only $free MB free"
}

gzip_size() {
  gzip -l "$@" | awk 'NR > 1 { n = $2 } END { print n }'
}

# unpack_server FILE INTO
unpack_server() {
  "${MODE}_files" postgresql tar --no-same-owner -xzf - -C "/media/.restore/$2" <"$BACKUP/base/$1"
}

# put_server_file NAME: adds what comes to the file.
put_server_file() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  "${MODE}_files" postgresql sh -c 'cat >>"/media/.restore/new/$1"' sh "$1"
}

unpack_log() {
  pour_log "$ARCHIVE" "$1" "$2" |
    "${MODE}_files" postgresql tar --ignore-zeros --no-same-owner -xf - -C /media/.restore/archive
}

# The settings of the recovery have done their work; at the next start they would be in the way.
forget_recovery() {
  local name
  for name in restore_command recovery_target_time recovery_target_action hot_standby; do
    echo "alter system reset $name;"
  done | "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1
}

# The server as it was, wherever the restore was cut off.
# shellcheck disable=SC2317 # called at the end
bring_back_server() {
  beside stop-db.sh --only postgresql
  server_files back
  beside start-db.sh --only postgresql
}
