#!/usr/bin/env bash
# Copies PostgreSQL's write-ahead log into a place of backups as it is written, so that restore.sh --at can go to any time
# after a backup. Runs in the foreground until it is ended, and waits for a server or a place that is away.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/places.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/archives.sh"

SLOT=conversational_bot_archive

usage() {
  cat <<TEXT
usage: archive.sh DIR [--encrypt-to RECIPIENT] [--every SECONDS] [--drop] [--quiet]

  DIR           the place of backup.sh, a folder or s3://BUCKET/PREFIX; the log goes into DIR/wal
  --encrypt-to  encrypt it to a public key of age, or to a file of such keys
  --every       how often the segment that is still being written is sent, where it goes to S3 or is encrypted (60). What
                was written since is lost with this machine. Into a folder all is written at once
  --drop        end archiving for good: the server need not keep anything for it any more
  --quiet       print trouble only

Until --drop the server keeps what is not archived yet, up to max_slot_wal_keep_size (postgres/postgresql.conf).
Settings come from the environment, then from .env: DATA_DIR (.data), and for S3 those of backup.sh.
TEXT
}

main() {
  local folder='' drop='' recipient='' every=60
  while (($#)); do
    case $1 in
      --encrypt-to) needs 'a public key' "$@" && recipient=$2 && shift ;;
      --every) needs 'a number' "$@" && every=$2 && shift ;;
      --drop) drop=yes ;;
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
  [[ -n $folder ]] || { usage >&2 && exit 2; }
  [[ $every =~ ^[1-9][0-9]*$ ]] || fail "--every $every: that is no number of seconds"
  [[ -z $recipient ]] || check_recipient "$recipient"
  open_instance
  recall_instance
  is_local postgresql || fail "PostgreSQL runs on another host ($POSTGRES_HOST): archive it there"
  use_place "$folder"
  RECIPIENT=$recipient
  lock_archive
  tidy_at_end
  if [[ -n $drop ]]; then
    postgres_tool "$SPOOL" pg_receivewal --directory=/media --slot="$SLOT" --drop-slot >"$WORK/log" 2>&1 </dev/null ||
      fail "the slot $SLOT cannot be dropped: $(trouble_in "$WORK/log")"
    exit
  fi
  runs postgresql || fail "PostgreSQL does not answer: start it with start-db.sh"
  postgres_tool "$SPOOL" pg_receivewal --directory=/media --slot="$SLOT" --create-slot --if-not-exists >"$WORK/log" 2>&1 </dev/null ||
    fail "the slot $SLOT cannot be made: $(trouble_in "$WORK/log")"
  if [[ $SPOOL == "$BACKUPS/wal" ]]; then
    say "archiving into $PLACE/wal"
    receive
    wait "$CHILD"
  else
    send_what_comes "$every"
  fi
}

# Sets SPOOL, where the server's log arrives: the archive itself, or a folder of the instance from which it is sent there.
lock_archive() {
  local mark
  mark=$(sha256sum <<<"$PLACE")
  SPOOL=$DATA_DIR/archive/${mark:0:8}
  mkdir -p "$DATA_DIR/places"
  exec 6>"$DATA_DIR/places/.archive"
  flock -n 6 || fail "another archive.sh copies the log of $DATA_DIR"
  if [[ -z $REMOTE ]]; then
    make_folder "$BACKUPS/wal"
    BACKUPS=$(realpath "$BACKUPS")
    chmod 700 "$BACKUPS/wal"
    exec 7>"$BACKUPS/wal/.lock"
    flock -n 7 || fail "another archive.sh writes into $BACKUPS/wal"
    [[ -n $RECIPIENT ]] || SPOOL=$BACKUPS/wal
  fi
  make_folder "$SPOOL"
  chmod 700 "$SPOOL"
}

receive() {
  postgres_tool "$SPOOL" pg_receivewal --directory=/media --slot="$SLOT" --synchronous </dev/null 6>&- 7>&- &
  CHILD=$!
}

# While the place is away nothing is received, so that the server keeps the log, within its bound, and not this folder.
send_what_comes() {
  local told='' result
  until send_segments "$@"; do
    [[ -n $told ]] || warn "$PLACE/wal cannot be written, which is tried again: $(trouble_in "$WORK/log")"
    told=yes
    pause 5
  done
  say "archiving into $PLACE/wal"
  while :; do
    receive
    while kill -0 "$CHILD" 2>/dev/null && send_segments "$@"; do
      told=''
      pause 1
    done
    if ! kill -0 "$CHILD" 2>/dev/null; then
      result=0
      wait "$CHILD" || result=$?
      exit "$result"
    fi
    end_family "$CHILD"
    wait "$CHILD" || true
    warn "$PLACE/wal cannot be written, which is tried again; the server keeps the log meanwhile: $(trouble_in "$WORK/log")"
    until send_segments "$@"; do pause 5; done
    say "archiving into $PLACE/wal again"
  done
}

# Beside this shell, so that it can be ended meanwhile.
send_segments() {
  send_all "$@" >"$WORK/log" 2>&1 </dev/null &
  wait $!
}

pause() {
  sleep "$1" &
  wait $!
}

# send_all SECONDS: what is whole, and then leaves the spool, and from time to time what is not. It is called in
# conditions, where the first trouble would end nothing.
send_all() {
  local file name
  for file in "$SPOOL"/*; do
    name=${file##*/}
    if [[ $name =~ ^([0-9A-F]{24}|[0-9A-F]{8}\.history)$ ]]; then
      send_segment "$file" "$name" "$RECIPIENT" && forget_part "$name" "$RECIPIENT" && rm "$file" || return 1
    elif [[ $name == *.partial && $file -nt $WORK/sent ]] && (($(seconds_since_sent) >= $1)); then
      touch "$WORK/sending"
      send_segment "$file" "$name" "$RECIPIENT" && mv "$WORK/sending" "$WORK/sent" || return 1
    fi
  done
}

seconds_since_sent() {
  local sent=0
  [[ ! -e $WORK/sent ]] || sent=$(stat -c %Y "$WORK/sent")
  echo $(($(date +%s) - sent))
}

# What has come is sent, unless that takes long.
# shellcheck disable=SC2317 # called at the end
tidy() {
  local sending deadline=$((SECONDS + 20))
  [[ ${SPOOL:-} == "$DATA_DIR"/archive/* ]] || return 0
  send_all 0 >/dev/null 2>&1 </dev/null &
  sending=$!
  while kill -0 "$sending" 2>/dev/null; do
    ((SECONDS < deadline)) || end_family "$sending"
    sleep 0.1
  done
}

main "$@"
