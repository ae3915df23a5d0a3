# shellcheck shell=bash
# The archive of PostgreSQL's log: wal/ in a place of backups. The end of a file's name says what it is: .partial is the
# segment that is still being written, .gz is packed, .age is encrypted. Needs places.sh.

segment_of() {
  local name=${1%.age}
  name=${name%.gz}
  printf '%s' "${name%.partial}"
}

# archive_names: the files of the archive.
archive_names() {
  if [[ -n $REMOTE ]]; then
    "${RCLONE[@]}" lsf --files-only "$REMOTE/wal" 2>/dev/null </dev/null || true
  elif [[ -d $BACKUPS/wal ]]; then
    find "$BACKUPS/wal" -mindepth 1 -maxdepth 1 -type f -printf '%f\n'
  fi | grep -E '^[0-9A-F]{8}([0-9A-F]{16}(\.partial)?|\.history)(\.gz)?(\.age)?$' | sort || true
}

# before SEGMENT, since SEGMENT: of the names that come, those of such segments, on whatever timeline.
before() {
  grep -v '\.history' | awk -v first="${1:8}" '(substr($0, 9, 16) "") < (first "")' || true
}

since() {
  awk -v first="${1:8}" '/\.history/ || (substr($0, 9, 16) "") >= (first "")'
}

# delete_log_before SEGMENT
delete_log_before() {
  [[ $1 =~ ^[0-9A-F]{24}$ ]] || return 0
  archive_names | before "$1" >"$WORK/names"
  [[ -s $WORK/names ]] || return 0
  if [[ -n $REMOTE ]]; then
    "${RCLONE[@]}" delete "$REMOTE/wal" --files-from "$WORK/names" 2>"$WORK/log" </dev/null ||
      fail "$PLACE/wal cannot be shortened: $(trouble_in "$WORK/log")"
  else
    (cd "$BACKUPS/wal" && xargs rm -f) <"$WORK/names"
  fi
}

# fetch_log SEGMENT: what the archive of a remote place has from there on.
fetch_log() {
  [[ -n $REMOTE ]] || return 0
  archive_names | since "$1" >"$WORK/names"
  mkdir -p "$BACKUPS/wal"
  [[ ! -s $WORK/names ]] || in_step "${RCLONE[@]}" copy "$REMOTE/wal" "$BACKUPS/wal" --files-from "$WORK/names"
}

# pour_log ARCHIVE SEGMENT IDENTITY: one tar after the other, each with a segment of the archive's folder as the server
# wants it. Those that were still being written come first, so that a whole one takes their place.
pour_log() {
  local BACKUPS=${1%/wal} REMOTE='' name plain=$WORK/segment
  mkdir -p "$plain"
  archive_names | since "$2" >"$WORK/names"
  {
    grep '\.partial' "$WORK/names" || true
    grep -v '\.partial' "$WORK/names" || true
  } | while IFS= read -r name; do
    plain_segment "$1/$name" "$3" >"$plain/$(segment_of "$name")" || fail "error: the archive's $name cannot be read"
    tar -C "$plain" -cf - "$(segment_of "$name")"
    rm "$plain/$(segment_of "$name")"
  done
  tar -cf - --files-from /dev/null
}

plain_segment() {
  case $1 in
    *.gz.age)
      [[ -n $2 ]] || fail "error: the archive is encrypted: name the key by --identity FILE"
      age --decrypt --identity "$2" "$1" | gzip -dc
      ;;
    *.gz) gzip -dc "$1" ;;
    *) cat "$1" ;;
  esac
}

# send_segment FILE NAME RECIPIENT: packed, encrypted where there is a recipient, under its name only when it is whole.
send_segment() {
  local packed=$WORK/packed name=$2.gz${3:+.age}
  pack "$1" "$3" >"$packed" || return 1
  if [[ -n $REMOTE ]]; then
    "${RCLONE[@]}" copyto "$packed" "$REMOTE/wal/$name"
  else
    cp "$packed" "$BACKUPS/wal/$name.new" && sync "$BACKUPS/wal/$name.new" && mv "$BACKUPS/wal/$name.new" "$BACKUPS/wal/$name"
  fi
}

# pack FILE RECIPIENT
pack() {
  if [[ -n $2 ]]; then
    gzip -1c "$1" | age "$(recipient_option "$2")" "$2"
  else
    gzip -1c "$1"
  fi
}

# forget_part NAME RECIPIENT: of a segment that is there as a whole now.
forget_part() {
  local name=$1.partial.gz${2:+.age}
  if [[ -n $REMOTE ]]; then
    "${RCLONE[@]}" deletefile "$REMOTE/wal/$name" 2>/dev/null || true
  else
    rm -f "$BACKUPS/wal/$name"
  fi
}

recipient_option() {
  if [[ -f $1 ]]; then printf -- '--recipients-file'; else printf -- '--recipient'; fi
}

# What is wrong with a recipient is told before anything is done.
check_recipient() {
  need age
  age "$(recipient_option "$1")" "$1" --output /dev/null /dev/null 2>/dev/null || fail "--encrypt-to $1: that is no public key of age, and no file of such"
}
