# shellcheck shell=bash
# The part of restore.sh that brings a whole server to a time: the base backup, then the archived log up to there.

# restore_server SECONDS: the time as seconds since 1970.
restore_server() {
  local at=$1 data=$DATA_DIR/postgresql start result=0
  [[ $MODE == native ]] || fail "--at is for engines that run natively"
  (($(note_of "$BACKUP" base_finished) <= ${at%.*})) || fail "${BACKUP##*/} is from after that time: name an older one"
  begin_step 'base backup'
  UNPACKED=yes
  need_space "$data" "$(($(gzip_size "$BACKUP"/base/*.gz) / 1048576 + 100))" "the restored server"
  rm -rf "$data/data.restoring" "$data/archive"
  mkdir -m 700 "$data/data.restoring"
  in_step tar --no-same-owner -xzf "$BACKUP/base/base.tar.gz" -C "$data/data.restoring"
  in_step tar --no-same-owner -xzf "$BACKUP/base/pg_wal.tar.gz" -C "$data/data.restoring/pg_wal"
  cp "$BACKUP/base/backup_manifest" "$data/data.restoring/"
  in_step postgres_tool "$data/data.restoring" pg_verifybackup --no-parse-wal /media
  end_step "each file is as it was"
  begin_step 'archived log'
  start=$(note_of "$BACKUP" wal_start)
  gather_log "$(dirname "$BACKUP")/wal" "$start" "$data/archive"
  end_step "$(find "$data/archive" -type f | wc -l) files"
  begin_step 'recovery'
  {
    printf "\nrestore_command = 'cp \"/srv/archive/%%f\" \"%%p\"'\n"
    printf "recovery_target_time = '%s'\n" "$(date -u -d "@$at" '+%Y-%m-%d %H:%M:%S.%6N+00')"
    printf "recovery_target_action = promote\nhot_standby = off\n"
  } >>"$data/data.restoring/postgresql.auto.conf"
  touch "$data/data.restoring/recovery.signal"
  QUIET=yes "$INFRA/stop-db.sh" --only postgresql
  SWAPPED=yes
  mv "$data/data" "$data/data.replaced"
  mv "$data/data.restoring" "$data/data"
  # It answers when it has got there, and not before.
  START_TIMEOUT=86400 QUIET=yes "$INFRA/start-db.sh" --only postgresql 2>"$WORK/log" || result=$?
  if ((result)) && grep -qs 'before configured recovery target' "$data/log"; then fail "$STEP: the archive ends before that time"; fi
  ((!result)) || fail "$STEP: $(tail -n 1 "$WORK/log")"
  SWAPPED=''
  forget_recovery
  rm -rf "$data/data.replaced" "$data/archive"
  end_step
  begin_again "$POSTGRES_DB"
  say "the log goes another way from here: give archive.sh and backup.sh a new folder"
}

gzip_size() {
  gzip -l "$@" | awk 'NR > 1 { n = $2 } END { print n }'
}

# gather_log ARCHIVE FIRST INTO: the segments from the backup's first on. The newest may be half full, which is enough.
gather_log() {
  local file name
  mkdir "$3"
  [[ -d $1 ]] || return 0
  for file in "$1"/*; do
    name=${file##*/}
    case $name in
      *.history) ;;
      *) [[ ${name:8} > ${2:8} || ${name:8} == "${2:8}"* ]] || continue ;;
    esac
    [[ ! -f $file ]] || cp --reflink=auto "$file" "$3/${name%.partial}"
  done
}

# The settings of the recovery have done their work; at the next start they would be in the way.
forget_recovery() {
  local name
  for name in restore_command recovery_target_time recovery_target_action hot_standby; do
    echo "alter system reset $name;"
  done | native_psql -q -d postgres -v ON_ERROR_STOP=1
}

# shellcheck disable=SC2317 # called at the end
bring_back_server() {
  local data=$DATA_DIR/postgresql
  QUIET=yes "$INFRA/stop-db.sh" --only postgresql
  if [[ -d $data/data.replaced ]]; then
    rm -rf "$data/data"
    mv "$data/data.replaced" "$data/data"
  fi
  rm -rf "$data/archive" "$data/data.restoring"
  QUIET=yes "$INFRA/start-db.sh" --only postgresql
}
