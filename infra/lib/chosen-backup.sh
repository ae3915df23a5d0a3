# shellcheck shell=bash
# The part of restore.sh that finds a backup, brings it here and looks whether it is whole and ours. Needs places.sh.

# What is fetched and decrypted is in the instance's folder, for a backup may be where nobody can write.
lock_restore() {
  make_folder "$DATA_DIR/places"
  chmod 700 "$DATA_DIR/places"
  exec 6>"$DATA_DIR/places/.restore"
  flock -n 6 || fail "another restore into $DATA_DIR runs"
}

choose_backup() {
  local given=$1 at=$2 each only=''
  if [[ $given =~ ^(s3://.*)/([0-9]{8}T[0-9]{6}Z)/?$ ]]; then
    given=${BASH_REMATCH[1]} only=${BASH_REMATCH[2]}
  fi
  use_place "$given"
  if [[ -n $REMOTE ]]; then
    lock_place
    fetch_list
  fi
  # shellcheck disable=SC2153 # of use_place
  [[ -d $BACKUPS ]] || fail "there is no folder $given"
  BACKUP='' ARCHIVE=$BACKUPS/wal
  if [[ -e $BACKUPS/manifest ]]; then
    BACKUP=$BACKUPS ARCHIVE=$(dirname "$BACKUPS")/wal
  else
    while IFS= read -r each; do
      [[ -n $at ]] && (($(note_of "$each" base_finished) > ${at%.*})) || [[ -n $only && ${each##*/} != "$only" ]] || BACKUP=$each
    done < <(list_backups "$BACKUPS")
  fi
  [[ -n $BACKUP ]] || fail "there is no backup ${at:+from before that time }${only:+of $only }in $given"
  NAME=${BACKUP##*/}
  [[ -z $REMOTE ]] || fetch_backup "$NAME"
}

# Nothing is touched before all of this holds.
check_backup() {
  local major suffix=''
  begin_step 'check of the backup'
  [[ $(note_of "$BACKUP" product) == conversational-bot ]] || fail "$BACKUP is no backup of this service"
  [[ $(note_of "$BACKUP" format) == "$BACKUP_FORMAT" ]] || fail "$BACKUP has a format that this restore.sh does not know"
  major=$(note_of "$BACKUP" postgresql)
  [[ ${major%%.*} == "$POSTGRES_MAJOR" ]] || fail "$BACKUP is of PostgreSQL ${major:-unknown}, and this is $POSTGRES_MAJOR"
  [[ -f $BACKUP/SHA256SUMS ]] || fail "$BACKUP is not whole: it has no SHA256SUMS"
  (cd "$BACKUP" && sha256sum --check --strict --quiet SHA256SUMS) >"$WORK/log" 2>&1 ||
    fail "$BACKUP is damaged: $(grep -m1 -E 'FAILED|No such file|improperly' "$WORK/log" || echo 'its checksums cannot be read')"
  [[ $(note_of "$BACKUP" encrypted) != yes ]] || suffix=.age
  [[ -z $1 || -f $BACKUP/redis.rdb$suffix ]] || fail "--redis: $NAME has no Redis"
  if [[ -n $2 ]]; then
    [[ -f $BACKUP/index.tar$suffix ]] || fail "--elasticsearch: $NAME has no search index"
    major=$(note_of "$BACKUP" elasticsearch)
    [[ ${major%%.*} == "$ELASTICSEARCH_MAJOR" ]] ||
      fail "--elasticsearch: $NAME is of Elasticsearch ${major:-unknown}, and this is $ELASTICSEARCH_MAJOR"
  fi
  end_step "$NAME, $(size_of "$BACKUP")"
}

# Into a folder that goes when this script ends; the restore reads from there.
decrypt() {
  local file plain=$DATA_DIR/places/decrypted
  [[ -n $1 ]] || fail "$BACKUP is encrypted: name the key by --identity FILE"
  begin_step 'decryption'
  PLAIN=$plain
  rm -rf "$plain"
  mkdir -m 700 "$plain"
  cp "$BACKUP/manifest" "$plain/"
  while IFS= read -r file; do
    mkdir -p "$plain/$(dirname "$file")"
    in_step age --decrypt --identity "$1" --output "$plain/${file%.age}" "$BACKUP/$file"
  done < <(cd "$BACKUP" && find . -type f -name '*.age' -printf '%P\n')
  BACKUP=$plain
  end_step
}
