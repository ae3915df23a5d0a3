#!/usr/bin/env bash
# Brings a backup of backup.sh back: the service's database from the dump, or with --at the whole server as it was at a
# time. What was there is replaced only when the backup has been read to its end.
# See usage below; docs/operations.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/point-in-time.sh"

usage() {
  cat <<TEXT
usage: restore.sh DIR [--at TIME] [--redis] [--identity FILE] [--yes] [--free-ports] [--quiet]

  DIR           a backup, or a folder of backups: then its newest, with --at the newest before TIME
  --at          bring the server to TIME (as date -d reads it, such as '2026-11-29 08:30:00 UTC'), by the archive of
                archive.sh. Not with containers
  --redis       also bring back Redis, if the backup has it. Not with containers
  --identity    file with the age key that opens an encrypted backup
  --yes         replace what is there. Without it only an empty database is filled
  --free-ports  as for start-db.sh

End the service before. The search index is not restored, and Redis only with --redis: the service fills them anew.
Settings come from the environment, then from .env: DATA_DIR (.data).
TEXT
}

main() {
  local given='' at='' redis='' identity='' yes='' ports=() begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --at) at=${2:?--at needs a time} && shift ;;
      --redis) redis=yes ;;
      --identity) identity=${2:?--identity needs a file} && shift ;;
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
  open_instance
  choose_backup "$given" "$at"
  tidy_at_end
  check_backup
  [[ $(note_of "$BACKUP" encrypted) != yes ]] || decrypt "$identity"
  if [[ -d $DATA_DIR/postgresql/data.replaced ]]; then
    warn "an earlier restore was cut off: the server is as it was before that"
    bring_back_server
  fi
  QUIET=$QUIET BRIEF=yes "$INFRA/start-db.sh" --only postgresql "${ports[@]}"
  recall_instance
  is_local postgresql || fail "PostgreSQL runs on another host ($POSTGRES_HOST): restore it there"
  [[ -z $redis || ($MODE == native && -f $BACKUP/redis.rdb) ]] || fail "--redis: ${BACKUP##*/} has no Redis, or it runs in a container"
  ask_first "$yes"
  if [[ -z $at ]]; then restore_dump; else restore_server "$at"; fi
  [[ -z $redis ]] || restore_redis
  say "restored ${BACKUP##*/} after $(elapsed "$begun") s; Redis and the search index follow when the service starts"
}

choose_backup() {
  local given=$1 at=$2 each
  [[ -d $given ]] || fail "there is no folder $given"
  given=$(realpath "$given")
  BACKUP=''
  if [[ -e $given/manifest ]]; then
    BACKUP=$given
  else
    while IFS= read -r each; do
      [[ -n $at ]] && (($(note_of "$each" base_finished) > ${at%.*})) || BACKUP=$each
    done < <(list_backups "$given")
  fi
  [[ -n $BACKUP ]] || fail "there is no backup ${at:+from before that time }in $given"
}

# Nothing is touched before all of this holds.
check_backup() {
  local major
  begin_step 'check of the backup'
  [[ $(note_of "$BACKUP" product) == conversational-bot ]] || fail "$BACKUP is no backup of this service"
  [[ $(note_of "$BACKUP" format) == "$BACKUP_FORMAT" ]] || fail "$BACKUP has a format that this restore.sh does not know"
  major=$(note_of "$BACKUP" postgresql)
  [[ ${major%%.*} == "$POSTGRES_MAJOR" ]] || fail "$BACKUP is of PostgreSQL ${major:-unknown}, and this is $POSTGRES_MAJOR"
  [[ -f $BACKUP/SHA256SUMS ]] || fail "$BACKUP is not whole: it has no SHA256SUMS"
  (cd "$BACKUP" && sha256sum --check --strict --quiet SHA256SUMS) >"$WORK/log" 2>&1 ||
    fail "$BACKUP is damaged: $(grep -m1 -E 'FAILED|No such file|improperly' "$WORK/log" || echo 'its checksums cannot be read')"
  end_step "${BACKUP##*/}, $(size_of "$BACKUP")"
}

# Into a folder that goes when this script ends; the restore reads from there.
decrypt() {
  local file plain=$BACKUP.decrypted
  [[ -n $1 ]] || fail "$BACKUP is encrypted: name the key by --identity FILE"
  need age
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

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ -z ${PLAIN:-} ]] || rm -rf "$PLAIN"
  [[ -z ${RESTORING:-} ]] || drop_database "$RESTORING" || true
  [[ -z ${SWAPPED:-} ]] || bring_back_server
  [[ -z ${UNPACKED:-} ]] || rm -rf "$DATA_DIR"/postgresql/{data.restoring,archive}
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
  "${MODE}_psql" -q -d postgres -v name="$1" <<<'drop database if exists :"name" with (force)' 2>/dev/null
}

# With the append-only file on, Redis reads a dump only as the base of that file.
restore_redis() {
  local files=$DATA_DIR/redis/data/appendonlydir
  begin_step 'redis'
  QUIET=yes "$INFRA/stop-db.sh" --only redis
  rm -rf "$files"
  mkdir -p "$files"
  cp "$BACKUP/redis.rdb" "$files/appendonly.aof.1.base.rdb"
  : >"$files/appendonly.aof.1.incr.aof"
  printf 'file appendonly.aof.1.%s seq 1 type %s\n' base.rdb b incr.aof i >"$files/appendonly.aof.manifest"
  QUIET=yes "$INFRA/start-db.sh" --only redis
  end_step
}

# Into a database beside the service's own, which then takes its place.
restore_dump() {
  local owner
  begin_step 'roles and database'
  # Those that are there stay as they are
  "${MODE}_psql" -q -d postgres <"$BACKUP/roles.sql" >/dev/null 2>&1 || true
  RESTORING=${POSTGRES_DB}_restoring
  drop_database "$RESTORING"
  "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1 -v name="$RESTORING" <<<'create database :"name" template template0' 2>"$WORK/log" ||
    fail "$STEP: $(tail -n 1 "$WORK/log")"
  end_step
  begin_step 'rows and indices'
  in_step postgres_tool "$BACKUP" pg_restore --dbname="$RESTORING" --jobs=2 --exit-on-error /media/database.dump
  end_step
  begin_step 'comparison of hashes'
  table_hashes "$RESTORING" >"$WORK/tables" 2>"$WORK/log" || fail "$STEP: $(tail -n 1 "$WORK/log")"
  cmp -s "$WORK/tables" "$BACKUP/tables" || fail "$STEP: these tables differ: $(diff "$WORK/tables" "$BACKUP/tables" |
    sed -nE 's/^[<>] ([^|]+).*/\1/p' | sort -u | paste -s -d ' ')"
  end_step "$(wc -l <"$WORK/tables") tables are equal"
  begin_again "$RESTORING"
  begin_step 'change of databases'
  "${MODE}_psql" -q -d postgres -v ON_ERROR_STOP=1 -v old="$POSTGRES_DB" -v new="$RESTORING" 2>"$WORK/log" <<'SQL' ||
drop database if exists :"old" with (force);
alter database :"new" rename to :"old";
SQL
    fail "$STEP: $(tail -n 1 "$WORK/log")"
  RESTORING=''
  end_step
}

main "$@"
