#!/usr/bin/env bash
# Backs up PostgreSQL while it serves: a dump of the service's database and a base backup of the whole server.
# See usage below; docs/operations.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"

usage() {
  cat <<TEXT
usage: backup.sh DIR [--keep N] [--redis] [--encrypt-to RECIPIENT] [--quiet]

  DIR           folder of backups; each gets a folder of its own there, named by its time (UTC)
  --keep        delete the oldest, so that N stay, and what the archive of archive.sh has from before them
  --redis       also copy Redis. Nothing is in it that is not elsewhere, but a warm cache starts faster
  --encrypt-to  encrypt each file to a public key of age, or to a file of such keys
  --quiet       print trouble only

Settings come from the environment, then from .env: DATA_DIR (.data).
TEXT
}

main() {
  local folder='' keep='' redis='' recipient='' begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --keep) keep=${2:?--keep needs a number} && shift ;;
      --redis) redis=yes ;;
      --encrypt-to) recipient=${2:?--encrypt-to needs a public key} && shift ;;
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
  [[ -z $keep || $keep =~ ^[1-9][0-9]*$ ]] || fail "--keep $keep: that is no number of backups"
  [[ -z $recipient ]] || need age
  open_instance
  recall_instance
  is_local postgresql || fail "PostgreSQL runs on another host ($POSTGRES_HOST): back it up there"
  runs postgresql || fail "PostgreSQL does not answer: start it with start-db.sh"
  open_backups "$folder"
  tidy_at_end
  NAME=$(date -u +%Y%m%dT%H%M%SZ)
  [[ ! -e $BACKUPS/$NAME ]] || fail "there is a backup of this second already: $BACKUPS/$NAME"
  rm -rf "$BACKUPS"/*.unfinished
  NEW=$BACKUPS/$NAME.unfinished
  mkdir "$NEW"
  chmod 700 "$NEW"
  need_space "$BACKUPS" "$(($(database_size) * 2 / 1048576 + 50))" "a backup"
  dump_database
  dump_roles
  copy_server
  [[ -z $redis ]] || copy_redis
  write_manifest "$redis" "$recipient"
  [[ -z $recipient ]] || encrypt "$recipient"
  seal
  [[ -z $keep ]] || delete_old "$keep"
  say "backed up after $(elapsed "$begun") s: $BACKUPS/$NAME, $(size_of "$BACKUPS/$NAME")"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ -z ${NEW:-} ]] || rm -rf "$NEW"
}

database_size() {
  "${MODE}_psql" -d "$POSTGRES_DB" -Atc 'select pg_database_size(current_database())' </dev/null
}

# The hashes are of the dump's own snapshot: a session that exported it keeps it open meanwhile.
dump_database() {
  local snapshot line
  begin_step 'dump and hashes'
  coproc SESSION { exec 2>"$WORK/session" && "${MODE}_psql" -qAt -v ON_ERROR_STOP=1 -d "$POSTGRES_DB"; }
  cat >&"${SESSION[1]}" <<'SQL'
set statement_timeout = 0; set transaction_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = public;
begin transaction isolation level repeatable read read only;
select pg_export_snapshot();
SQL
  read -r -t 30 snapshot <&"${SESSION[0]}" || fail "$STEP: $(tail -n 1 "$WORK/session")"
  in_step postgres_tool "$NEW" pg_dump --dbname="$POSTGRES_DB" --format=custom --snapshot="$snapshot" --file=/media/database.dump
  cat "$INFRA/postgres/table-hashes.sql" - >&"${SESSION[1]}" <<<'\echo .'
  while read -r line <&"${SESSION[0]}" && [[ $line != . ]]; do
    printf '%s\n' "$line"
  done >"$NEW/tables"
  [[ ${line:-} == . ]] || fail "$STEP: $(tail -n 1 "$WORK/session")"
  echo '\q' >&"${SESSION[1]}"
  end_step "$(wc -l <"$NEW/tables") tables, $(awk -F'|' '{ n += $2 } END { print n + 0 }' "$NEW/tables") rows, $(size_of "$NEW/database.dump")"
}

dump_roles() {
  begin_step 'roles'
  in_step postgres_tool "$NEW" pg_dumpall --roles-only --file=/media/roles.sql
  end_step
}

copy_server() {
  begin_step 'base backup'
  in_step postgres_tool "$NEW" pg_basebackup --pgdata=/media/base --format=tar --gzip --wal-method=stream \
    --checkpoint=fast --manifest-checksums=SHA256 --label="$NAME"
  BASE_FINISHED=$(date +%s)
  end_step "$(size_of "$NEW/base")"
}

copy_redis() {
  begin_step 'redis'
  runs redis || fail "Redis does not answer: start it with start-db.sh"
  # Into a file: on standard output a mark of its end would follow
  in_step "${MODE}_redis_tool" "$NEW" --rdb /media/redis.rdb
  end_step "$(size_of "$NEW/redis.rdb")"
}

write_manifest() {
  local version
  version=$("${MODE}_psql" -d "$POSTGRES_DB" -Atc 'show server_version_num' </dev/null)
  {
    printf 'product=conversational-bot\nformat=%s\n' "$BACKUP_FORMAT"
    printf 'created=%s\nbase_finished=%s\n' "$NAME" "$BASE_FINISHED"
    printf 'database=%s\nuser=%s\n' "$POSTGRES_DB" "$POSTGRES_USER"
    printf 'postgresql=%s.%s\n' "$((version / 10000))" "$((version % 10000))"
    printf 'wal_start=%s\n' "$(tar -xzOf "$NEW/base/base.tar.gz" backup_label | sed -nE 's/^START WAL.*file ([0-9A-F]+).*/\1/p')"
    printf 'redis=%s\nencrypted=%s\n' "${1:-no}" "${2:+yes}"
  } >"$NEW/manifest"
}

encrypt() {
  local file to=(--recipient "$1")
  [[ ! -f $1 ]] || to=(--recipients-file "$1")
  begin_step 'encryption'
  while IFS= read -r file; do
    in_step age "${to[@]}" --output "$file.age" "$file"
    rm "$file"
  done < <(find "$NEW" -type f ! -name manifest)
  end_step
}

# Sums, written to the disk, then the name: so a folder of that name is whole.
seal() {
  begin_step 'checksums'
  (cd "$NEW" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum >"$WORK/sums" && mv "$WORK/sums" SHA256SUMS) ||
    fail "$STEP: cannot be written"
  sync -f "$NEW"
  mv -T "$NEW" "$BACKUPS/$NAME"
  NEW=''
  end_step
}

# Of the archive stays what the oldest backup that is kept needs.
delete_old() {
  local old oldest
  while IFS= read -r old; do
    rm -rf "$old.unfinished"
    mv "$old" "$old.unfinished"
    rm -rf "$old.unfinished"
    say "deleted ${old##*/}"
  done < <(list_backups "$BACKUPS" | head -n "-$1")
  oldest=$(list_backups "$BACKUPS" | head -n 1)
  [[ ! -d $BACKUPS/wal ]] || postgres_tool "$BACKUPS/wal" pg_archivecleanup /media "$(note_of "$oldest" wal_start)"
}

main "$@"
