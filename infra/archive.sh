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
  keep_archiving "$every"
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

# keep_archiving SECONDS: until it is ended. What goes wrong is told once, and tried again. While the place is away nothing is
# received, so that the server keeps the log, within its bound, and not this machine's spool.
keep_archiving() {
  local begun
  TOLD='' SAID=''
  while :; do
    until send_segments "$1"; do
      complain "$PLACE/wal cannot be written: $(trouble_in "$WORK/log")"
    done
    receive
    begun=$SECONDS
    while kill -0 "$CHILD" 2>/dev/null && send_segments "$1"; do
      ((SECONDS < begun + 3)) || TOLD=''
      [[ -n $SAID$TOLD ]] || say "archiving into $PLACE/wal"
      SAID=yes
      pause 1
    done
    if kill -0 "$CHILD" 2>/dev/null; then
      end_family "$CHILD"
      wait "$CHILD" || true
    else
      wait "$CHILD" || true
      give_up_when_hopeless
      complain "the server gives no log: $(trouble_in "$WORK/received")"
    fi
  done
}

complain() {
  [[ -n $TOLD ]] || warn "$1; the server keeps the log, and it is tried again"
  TOLD=yes SAID=''
  pause 5
}

# A restored server has no slot, and goes on where others in this place cannot follow.
give_up_when_hopeless() {
  if grep -q 'replication slot .* does not exist' "$WORK/received"; then
    fail "the server was restored since: archive into a new place, and make a backup there"
  elif grep -qE 'has already been removed|can no longer ' "$WORK/received"; then
    fail "the server has deleted what was not archived in time: call archive.sh --drop, then archive anew, and make a backup"
  fi
}

receive() {
  postgres_tool "$SPOOL" pg_receivewal --directory=/media --slot="$SLOT" --synchronous --no-loop </dev/null >"$WORK/received" 2>&1 \
    6>&- 7>&- &
  CHILD=$!
}

# Beside this shell, so that it can be ended meanwhile. Where the log arrives in its place there is nothing to send.
send_segments() {
  [[ $SPOOL != "$BACKUPS/wal" ]] || return 0
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
