#!/usr/bin/env bash
# Brings a backup of backup.sh back: the service's database from the dump, or with --at the whole server as it was at a
# time. What was there is replaced only when the backup has been read to its end.
# See usage below; docs/operations.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/places.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/archives.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/chosen-backup.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/point-in-time.sh"

source "$(dirname "${BASH_SOURCE[0]}")/lib/index-snapshots.sh"

usage() {
  cat <<TEXT
usage: restore.sh DIR [--at TIME] [--redis] [--elasticsearch] [--identity FILE] [--yes] [--free-ports] [--quiet]

  DIR              a backup, or a place of backups: then its newest, with --at the newest before TIME. A folder, or
                   s3://BUCKET/PREFIX[/BACKUP]
  --at             bring the server to TIME (as date -d reads it, such as '2026-11-29 08:30:00 UTC'), by the archive of
                   archive.sh
  --redis          also bring back Redis, if the backup has it
  --elasticsearch  also bring back the search index, if the backup has it, to be searched until the service has made its own
  --identity       file with the age key that opens an encrypted backup or archive
  --yes            replace what is there. Without it only an empty database is filled
  --free-ports     as for start-db.sh
  --quiet          print trouble only

End the service before. Redis and the search index are not restored without those options: the service fills them anew.
Settings come from the environment, then from .env: DATA_DIR (.data), and for S3 those of backup.sh.
TEXT
}

main() {
  local given='' at='' redis='' index='' identity='' yes='' ports=() begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --at) needs 'a time' "$@" && at=$2 && shift ;;
      --redis) redis=yes ;;
      --elasticsearch) index=yes ;;
      --identity) needs 'a file' "$@" && identity=$2 && shift ;;
      --yes) yes=yes ;;
      --free-ports) ports=(--free-ports) ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      -*) usage >&2 && exit 2 ;;
      *)
        [[ -z $given ]] || { usage >&2 && exit 2; }
        given=$1
        ;;
    esac
    shift
  done
  [[ -n $given ]] || { usage >&2 && exit 2; }
  if [[ -n $at ]]; then
    at=$(date -u -d "$at" '+%s.%6N' 2>/dev/null) || fail "--at: that is no time that date -d reads"
  fi
  [[ -z $identity || -r $identity ]] || fail "--identity: there is no file $identity that can be read"
  [[ -z $identity ]] || need age
  open_instance
  lock_restore
  tidy_at_end
  choose_backup "$given" "$at"
  check_backup "$redis" "$index"
  [[ $(note_of "$BACKUP" encrypted) != yes ]] || decrypt "$identity"
  if is_cut_off; then
    warn "an earlier restore was cut off: the server is as it was before that"
    bring_back_server
  fi
  BRIEF=yes beside start-db.sh --only postgresql "${ports[@]}"
  recall_instance
  is_local postgresql || fail "PostgreSQL runs on another host ($POSTGRES_HOST): restore it there"
  ask_first "$yes"
  if [[ -z $at ]]; then restore_dump; else restore_server "$at" "$identity"; fi
  [[ -z $redis ]] || restore_redis
  [[ -z $index ]] || restore_index
  say "restored $NAME after $(elapsed "$begun") s; the service fills what is missing in Redis and the search index"
}

is_cut_off() {
  is_instance || return 1
  recall_instance
  server_files is-cut-off 2>/dev/null
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ -z ${PLAIN:-} ]] || rm -rf "$PLAIN"
  # In this order: the first waits for a change of databases that is under way, and the second finds what it left
  [[ -z ${RESTORING:-} ]] || (drop_database "$RESTORING") 2>/dev/null || true
  [[ -z ${REPLACED:-} ]] || (drop_database "$REPLACED") 2>/dev/null || true
  if [[ -n ${SWAPPED:-} ]]; then
    bring_back_server
  elif [[ -n ${UNPACKED:-} ]]; then
    server_files forget
  fi
  [[ -z ${REDIS_STOPPED:-} ]] || beside start-db.sh --only redis
  forget_snapshot
  [[ -z ${REMOTE:-} || -z ${BACKUPS:-} ]] || rm -rf "$BACKUPS"
}

ask_first() {
  local tables
  tables=$("${MODE}_psql" -d "$POSTGRES_DB" -Atc "select count(*) from pg_class c where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')" </dev/null)
  ((tables == 0)) || [[ -n $1 ]] ||
    fail "the database $POSTGRES_DB in $DATA_DIR has $tables tables: nothing touched. --yes replaces them"
}

# begin_again DATABASE: another database than the one that was backed up, from here on.
begin_again() {
  begin_step 'new beginning'
  "${MODE}_psql" -q -d "$1" <"$INFRA/postgres/after-restore.sql" >/dev/null 2>"$WORK/log" || fail "$STEP: $(tail -n 1 "$WORK/log")"
  end_step
}

drop_database() {
  "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1 -v name="$1" 2>"$WORK/log" \
    <<<'set client_min_messages = warning; drop database if exists :"name" with (force)' ||
    fail "$STEP: the database $1 cannot be dropped: $(trouble_in "$WORK/log")"
}

# With the append-only file on, Redis reads a dump only as the base of that file.
restore_redis() {
  begin_step 'redis'
  beside start-db.sh --only redis # so that there is a place for its data
  REDIS_STOPPED=yes
  beside stop-db.sh --only redis
  INPUT=$BACKUP/redis.rdb in_step put_redis
  beside start-db.sh --only redis
  REDIS_STOPPED=''
  end_step
}

put_redis() {
  "${MODE}_files" redis sh -ec '
    cd /media
    rm -rf appendonlydir.new
    mkdir appendonlydir.new
    cat >appendonlydir.new/appendonly.aof.1.base.rdb
    : >appendonlydir.new/appendonly.aof.1.incr.aof
    printf "file appendonly.aof.1.%s seq 1 type %s\n" base.rdb b incr.aof i >appendonlydir.new/appendonly.aof.manifest
    rm -rf appendonlydir
    mv appendonlydir.new appendonlydir'
}

restore_index() {
  begin_step 'search index'
  beside start-db.sh --only elasticsearch
  recall_instance
  lock_snapshots
  in_step restore_snapshot "$BACKUP/index.tar"
  end_step
}

# Into a database beside the service's own, which then takes its place.
restore_dump() {
  begin_step 'roles and database'
  # Those that are there stay as they are
  "${MODE}_psql" -q -d postgres <"$BACKUP/roles.sql" >/dev/null 2>&1 || true
  RESTORING=${POSTGRES_DB}_restoring
  drop_database "$RESTORING"
  REPLACED=${POSTGRES_DB}_replaced
  drop_database "$REPLACED"
  "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1 -v name="$RESTORING" <<<'create database :"name" template template0' 2>"$WORK/log" ||
    fail "$STEP: $(tail -n 1 "$WORK/log")"
  end_step
  begin_step 'rows and indices'
  in_step postgres_tool "$BACKUP" pg_restore --dbname="$RESTORING" --jobs=2 --exit-on-error /media/database.dump
  end_step
  begin_step 'comparison of hashes'
  INPUT='' in_step table_hashes_to "$RESTORING" "$WORK/tables"
  cmp -s "$WORK/tables" "$BACKUP/tables" || fail "$STEP: these tables differ: $(diff "$WORK/tables" "$BACKUP/tables" |
    sed -nE 's/^[<>] ([^|]+).*/\1/p' | sort -u | paste -s -d ' ')"
  end_step "$(wc -l <"$WORK/tables") tables are equal"
  begin_again "$RESTORING"
  begin_step 'change of databases'
  "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1 -v old="$POSTGRES_DB" -v new="$RESTORING" \
    -v replaced="$REPLACED" >/dev/null 2>"$WORK/log" <"$INFRA/postgres/change-databases.sql" ||
    fail "$STEP: $(tail -n 1 "$WORK/log")"
  RESTORING=''
  drop_database "$REPLACED"
  REPLACED=''
  end_step
}

table_hashes_to() {
  table_hashes "$1" >"$2"
}

main "$@"
