#!/usr/bin/env bash
# Copies PostgreSQL's write-ahead log into a folder of backups as it is written, so that restore.sh --at can go to any time
# after a backup. Runs in the foreground until it is ended, and waits for a server that is away.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"

SLOT=conversational_bot_archive

usage() {
  cat <<TEXT
usage: archive.sh DIR [--drop]

  DIR     the folder of backup.sh; the log goes into DIR/wal
  --drop  end archiving for good: the server need not keep anything for it any more

Until --drop the server keeps what is not archived yet, up to max_slot_wal_keep_size (postgres/postgresql.conf).
Settings come from the environment, then from .env: DATA_DIR (.data).
TEXT
}

main() {
  local folder='' drop=''
  while (($#)); do
    case $1 in
      --drop) drop=yes ;;
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
  open_instance
  recall_instance
  make_folder "$folder/wal"
  folder=$(realpath "$folder")
  exec 7>"$folder/wal/.lock"
  flock -n 7 || fail "another archive.sh writes into $folder/wal"
  if [[ -n $drop ]]; then
    postgres_tool "$folder/wal" pg_receivewal --directory=/media --slot="$SLOT" --drop-slot || fail "the slot $SLOT cannot be dropped"
    exit
  fi
  runs postgresql || fail "PostgreSQL does not answer: start it with start-db.sh"
  chmod 700 "$folder/wal"
  postgres_tool "$folder/wal" pg_receivewal --directory=/media --slot="$SLOT" --create-slot --if-not-exists
  say "archiving into $folder/wal"
  tidy_at_end
  postgres_tool "$folder/wal" pg_receivewal --directory=/media --slot="$SLOT" --synchronous </dev/null &
  CHILD=$!
  wait "$CHILD"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  :
}

main "$@"
