#!/usr/bin/env bash
# Backs up PostgreSQL while it serves: a dump of the service's database and a base backup of the whole server.
# See usage below; docs/operations.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/backups.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/places.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/archives.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/index-snapshots.sh"

usage() {
  cat <<TEXT
usage: backup.sh DIR [--keep N] [--redis] [--elasticsearch] [--encrypt-to RECIPIENT] [--quiet]

  DIR              place of backups: a folder, or s3://BUCKET/PREFIX. Each backup gets a folder of its own there, named by its
                   time (UTC)
  --keep           delete the oldest, so that N stay, and what the archive of archive.sh has from before them
  --redis          also copy Redis. Nothing is in it that is not elsewhere, but a warm cache starts faster
  --elasticsearch  also take a snapshot of the search index, which the service makes anew where it is missing
  --encrypt-to     encrypt each file to a public key of age, or to a file of such keys
  --quiet          print trouble only

Settings come from the environment, then from .env: DATA_DIR (.data), ELASTICSEARCH_INDEX_PREFIX. For S3, through rclone:
S3_ENDPOINT (AWS), AWS_REGION (us-east-1), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, each of which may be in a file that
NAME_FILE names, or AWS_PROFILE and AWS_SHARED_CREDENTIALS_FILE. A backup is made in DATA_DIR first, and then sent.
TEXT
}

main() {
  local folder='' keep='' redis='' index='' recipient='' begun=$EPOCHREALTIME
  while (($#)); do
    case $1 in
      --keep) needs 'a number' "$@" && keep=$2 && shift ;;
      --redis) redis=yes ;;
      --elasticsearch) index=yes ;;
      --encrypt-to) needs 'a public key' "$@" && recipient=$2 && shift ;;
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
  [[ -z $recipient ]] || check_recipient "$recipient"
  open_instance
  recall_instance
  is_local postgresql || fail "PostgreSQL runs on another host ($POSTGRES_HOST): back it up there"
  runs postgresql || fail "PostgreSQL does not answer: start it with start-db.sh"
  [[ -z $redis ]] || runs redis || fail "Redis does not answer: start it with start-db.sh"
  [[ -z $index ]] || runs elasticsearch || fail "Elasticsearch does not answer: start it with start-db.sh"
  use_place "$folder"
  lock_place
  tidy_at_end
  fetch_list
  choose_name
  delete_unfinished
  NEW=$BACKUPS/$NAME.unfinished
  mkdir "$NEW"
  chmod 700 "$NEW"
  need_space "$BACKUPS" "$(($(database_size) * 2 / 1048576 + 50))" "a backup"
  dump_database
  dump_roles
  copy_server
  [[ -z $redis ]] || copy_redis
  [[ -z $index ]] || copy_index
  write_manifest "$redis" "$index" "$recipient"
  [[ -z $recipient ]] || encrypt "$recipient"
  seal
  [[ -z $REMOTE ]] || send_backup "$NAME"
  [[ -z $keep ]] || delete_old "$keep"
  say "backed up after $(elapsed "$begun") s: $PLACE/$NAME, $(size_of "$BACKUPS/$NAME")"
}

# shellcheck disable=SC2317 # called at the end
tidy() {
  [[ -z ${NEW:-} ]] || rm -rf "$NEW"
  forget_snapshot
  forget_upload
  [[ -z ${REMOTE:-} ]] || rm -rf "${BACKUPS:?}"
}

# Names have seconds: one second of waiting, where the last backup took less than that.
choose_name() {
  NAME=$(date -u +%Y%m%dT%H%M%SZ)
  while [[ -e $BACKUPS/$NAME ]]; do
    sleep 0.2
    NAME=$(date -u +%Y%m%dT%H%M%SZ)
  done
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
  # Into a file: on standard output a mark of its end would follow
  in_step "${MODE}_redis_tool" "$NEW" --rdb /media/redis.rdb
  end_step "$(size_of "$NEW/redis.rdb")"
}

# After the dump: what was deleted before that must not be found when both are back.
copy_index() {
  begin_step 'search index'
  lock_snapshots
  in_step take_snapshot "$NEW/index.tar"
  forget_snapshot
  SNAPSHOT=''
  end_step "$(size_of "$NEW/index.tar")"
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
    printf 'redis=%s\nelasticsearch=%s\n' "${1:-no}" "${2:+$(elasticsearch_version)}"
    printf 'encrypted=%s\n' "${3:+yes}"
  } >"$NEW/manifest"
}

elasticsearch_version() {
  elasticsearch_get '/_nodes/_local?filter_path=nodes.*.version' | sed -E 's/.*"version":"([^"]+)".*/\1/'
}

encrypt() {
  local file
  begin_step 'encryption'
  while IFS= read -r file; do
    in_step age "$(recipient_option "$1")" "$1" --output "$file.age" "$file"
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
    delete_backup "${old##*/}"
    say "deleted ${old##*/}"
  done < <(list_backups "$BACKUPS" | head -n "-$1")
  oldest=$(list_backups "$BACKUPS" | head -n 1)
  delete_log_before "$(note_of "$oldest" wal_start)"
}

main "$@"
