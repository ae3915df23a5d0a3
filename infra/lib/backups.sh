# shellcheck shell=bash
# What backup.sh, archive.sh, restore.sh and drill.sh share. A folder of backups holds one folder for each, named by its
# time (20261129T083000Z), and wal/, the archive (archives.sh). Needs engines.sh.
#
#   manifest       KEY=VALUE lines: what was backed up, of which versions
#   tables         name|rows|hash lines, of the same moment as database.dump
#   roles.sql      the roles, with hashes of their passwords
#   database.dump  pg_dump -Fc
#   base/          pg_basebackup -Ft -z: base.tar.gz, pg_wal.tar.gz, backup_manifest
#   redis.rdb      only with --redis
#   index.tar      only with --elasticsearch: a repository with a snapshot of the search index
#   SHA256SUMS     of all other files; a folder without it is no backup

BACKUP_FORMAT=1
POSTGRES_MAJOR=17

# postgres_tool FOLDER COMMAND...: runs a client of PostgreSQL that connects as the superuser and sees FOLDER as /media.
postgres_tool() {
  "${MODE}_postgres_tool" "$@"
}

make_folder() {
  if ! mkdir -p "$1" 2>/dev/null || [[ ! -w $1 ]]; then fail "cannot write into the folder $1"; fi
}

# The backups of a folder, oldest first.
list_backups() {
  local sums
  for sums in "$1"/[0-9]*Z/SHA256SUMS; do
    [[ ! -f $sums ]] || printf '%s\n' "${sums%/SHA256SUMS}"
  done
}

# note_of BACKUP KEY: a value of its manifest.
note_of() {
  sed -n "s/^$2=//p" "$1/manifest" 2>/dev/null || true
}

# Prints name|rows|hash lines of every table of a database.
table_hashes() {
  {
    echo "set statement_timeout = 0; set transaction_timeout = 0; set search_path = public;"
    cat "$INFRA/postgres/table-hashes.sql"
  } | "${MODE}_psql" -qAt -v ON_ERROR_STOP=1 -d "$1"
}

# begin_step NAME, end_step [WHAT]: a line for each step, with the time that it took. The line begins when the step does.
begin_step() {
  STEP=$1 STEP_BEGUN=$EPOCHREALTIME LINE_BEGUN=$1
  [[ -n $QUIET ]] || printf '%-24s' "$1"
}

end_step() {
  LINE_BEGUN=''
  say "$(printf '%7.1f s  %s' "$(elapsed "$STEP_BEGUN")" "${1:-}")"
  STEPS+=("$STEP $(elapsed "$STEP_BEGUN")")
}

# Trouble is told in a line of its own.
fail() {
  end_line
  warn "$@"
  exit 1
}

end_line() {
  [[ -z ${LINE_BEGUN:-} || -n $QUIET ]] || echo
  LINE_BEGUN=''
}

# in_step COMMAND...: what it says goes to a log; when it fails, the last of it is told and the script ends. It runs beside
# this shell, which can so be interrupted while it does, and without the locks, which a server would keep. It reads INPUT.
in_step() {
  local log=$WORK/log
  "$@" >"$log" 2>&1 <"${INPUT:-/dev/null}" 6>&- 7>&- &
  CHILD=$!
  wait "$CHILD" || {
    [[ -s $log ]] || echo "it ended with $?" >"$log"
    fail "$STEP: $(trouble_in "$log")"
  }
  CHILD=''
}

# trouble_in LOG: the line that says what went wrong, with its cause where the next one has that.
trouble_in() {
  { grep -m1 -E '^[a-z-]+[.]sh: ' "$1" || grep -m1 -A1 -iE '(error|fatal|critical) ?: ' "$1" || grep -vE '^[[:space:]]*$' "$1" | tail -n 1; } |
    awk 'NR == 1 { line = $0 } NR == 2 && /^caused by/ { line = line ", " $0 } END { print line }' |
    sed -E 's|^[0-9/]{10} [0-9:]{8} ||; s/^[a-z-]+[.]sh: (error: )?//' | cut -c 1-300
}

# beside SCRIPT ARGUMENTS...: another script of ours, whose servers keep none of the locks.
beside() {
  local script=$1
  shift
  QUIET=yes "$INFRA/$script" "$@" 6>&- 7>&-
}

size_of() {
  du -sh "$1" | cut -f1
}

# Tidies up however the script ends: tidy is the script's own.
tidy_at_end() {
  WORK=$(mktemp -d)
  CHILD='' STEPS=()
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap end_of_script EXIT
}

# shellcheck disable=SC2317 # called by the trap
end_of_script() {
  local status=$? job
  trap '' INT TERM
  end_line
  for job in $(jobs -p); do
    end_family "$job"
  done
  wait
  tidy "$status"
  rm -rf "$WORK"
}

# end_family PID: a step may be a function, whose programs would outlive it.
# shellcheck disable=SC2317 # called by the trap
end_family() {
  local child children=''
  read -r children 2>/dev/null <"/proc/$1/task/$1/children" || true
  kill "$1" 2>/dev/null || true
  for child in $children; do
    end_family "$child"
  done
}
