# shellcheck shell=bash
# Of operations.sh: scripts that are ended at every step, disks that are full, a server that dies.

# The backup fails in one line and leaves nothing; after the server's restart the next one works.
kill_server_in_a_backup() {
  local result=0 backup pid
  begin_step 'server killed in a backup'
  pid=$(native_pid postgresql)
  "$INFRA/backup.sh" --quiet "$BACKUPS" >"$WORK/killed" 2>&1 &
  backup=$!
  until compgen -G "$BACKUPS/*.unfinished/*" >/dev/null; do
    kill -0 "$backup" 2>/dev/null || fail "$STEP: the backup ended too early: $(cat "$WORK/killed")"
    sleep 0.05
  done
  kill -s KILL "$pid"
  wait "$backup" || result=$?
  failed_well "$result" "$WORK/killed"
  beside start-db.sh
  end_step "$(cut -c 1-100 "$WORK/killed")"
}

# failed_well RESULT OUTPUT: with 1, in one line, and without a backup that is no whole one.
failed_well() {
  (($1 == 1)) || fail "$STEP: it ended with $1: $(cat "$2")"
  [[ $(wc -l <"$2") == 1 ]] || fail "$STEP: it said: $(cat "$2")"
  ! compgen -G "$BACKUPS/*.unfinished" >/dev/null || fail "$STEP: it left something"
}

# The log goes another way since the restore, so this has an archive of its own.
interrupt_scripts() {
  local folder=$BACKUPS/faults time
  EXPECTED=$(messages_kept)
  begin_archive "$folder"
  interrupt_each_step 'Ctrl-C in a backup' "$INFRA/backup.sh" "$folder" --redis --elasticsearch
  write_note 'before the faults'
  time=$(time_between_notes)
  write_note 'after the faults'
  end_archive
  interrupt_each_step 'Ctrl-C in a restore' "$INFRA/restore.sh" "$folder" --yes --redis --elasticsearch
  interrupt_each_step 'Ctrl-C on the way' "$INFRA/restore.sh" "$folder" --yes --at "$time"
  interrupt_drill
}

# interrupt_each_step NAME SCRIPT ARGUMENTS...: presses Ctrl-C a moment after each of its steps begins, one call after the
# other, until a call has no such step any more. All that was there is there afterwards, and nothing else.
interrupt_each_step() {
  local name=$1 number=0 result
  shift
  begin_step "$name"
  while
    number=$((number + 1))
    result=0
    interrupt_step "$number" "$@" || result=$?
    ((result == 130))
  do
    nothing_lost "interrupted in step $number: $(tail -n 1 "$WORK/interrupted" | cut -c 1-24)"
  done
  ((result == 0 && number > 3)) || fail "$STEP: step $number ended with $result: $(tail -n 1 "$WORK/interrupted")"
  nothing_lost "not interrupted"
  end_step "$((number - 1)) times"
}

# interrupt_step NUMBER SCRIPT...: in a process group of its own, all of which gets the signal, as a terminal does it. Where
# this runs in the background it would be ignored.
interrupt_step() {
  local number=$1 script
  shift
  set -m
  env --default-signal=INT "$@" >"$WORK/interrupted" 2>&1 </dev/null 6>&- 7>&- &
  script=$!
  set +m
  while kill -0 "$script" 2>/dev/null && (($(steps_begun) < number)); do sleep 0.05; done
  sleep 0.1
  kill -s INT -- "-$script" 2>/dev/null || true
  wait "$script"
}

# A step's name stands there when it begins, and its time follows when it ends.
steps_begun() {
  local ended
  ended=$(grep -scE '^[a-z ]+ [0-9.]+ s ' "$WORK/interrupted" || true)
  if [[ $(tail -c 1 "$WORK/interrupted" 2>/dev/null) == ' ' ]]; then echo $((ended + 1)); else echo "${ended:-0}"; fi
}

# nothing_lost WHEN
nothing_lost() {
  local kept databases
  kept=$(messages_kept)
  ((kept == EXPECTED)) || fail "$STEP: $1: $kept messages of $EXPECTED"
  databases=$(native_psql -d postgres -Atc "select string_agg(datname, ' ' order by datname) from pg_database" </dev/null)
  [[ $databases == "$POSTGRES_DB postgres template0 template1" ]] || fail "$STEP: $1: there are $databases"
  ! compgen -G "$BACKUPS/*.unfinished" >/dev/null || fail "$STEP: $1: a part of a backup"
  [[ ! -e $DATA_DIR/postgresql/data/.restore ]] || fail "$STEP: $1: a part of a restored server"
}

# The drill's engines and its folder are gone each time.
interrupt_drill() {
  local number result
  begin_step 'Ctrl-C in a drill'
  for number in 1 2 4; do
    result=0
    interrupt_step "$number" "$INFRA/drill.sh" "$BACKUPS" || result=$?
    ((result == 130)) || fail "$STEP: step $number ended with $result: $(tail -n 1 "$WORK/interrupted")"
    [[ ! -e $DATA_DIR.drill/instance ]] || fail "$STEP: step $number: its engines are left"
  done
  end_step "3 times"
}

# In a file system of our own, where we may have one.
fill_disks() {
  DISK=$TARGET/disk
  mkdir -p "$DISK"
  if ! mount -t tmpfs -o size=1500m none "$DISK" 2>/dev/null; then
    say 'full disks                       are not tried: nothing can be mounted here'
    DISK=''
    return
  fi
  fill_disk_of_a_backup
  fill_disk_of_a_restore
  umount --lazy "$DISK" # what bounds the engines' logs is there for some seconds more
  DISK=''
}

fill_disk_of_a_backup() {
  local result=0 backup BACKUPS=$DISK/backups
  begin_step 'disk full in a backup'
  "$INFRA/backup.sh" --quiet "$BACKUPS" >"$WORK/full" 2>&1 &
  backup=$!
  until compgen -G "$BACKUPS/*.unfinished/database.dump" >/dev/null; do
    kill -0 "$backup" 2>/dev/null || fail "$STEP: the backup ended too early: $(cat "$WORK/full")"
    sleep 0.05
  done
  fill "$DISK"
  wait "$backup" || result=$?
  failed_well "$result" "$WORK/full"
  rm "$DISK/filler"
  in_step "$INFRA/backup.sh" "$BACKUPS"
  rm -rf "$BACKUPS"
  end_step "$(cut -c 1-100 "$WORK/full")"
}

# Of a second set of engines, whose server may die of it.
fill_disk_of_a_restore() {
  local result=0 restore
  begin_step 'disk full in a restore'
  DATA_DIR=$DISK/data "$INFRA/restore.sh" --free-ports "$BACKUPS" >"$WORK/full-restore" 2>"$WORK/full" 6>&- 7>&- &
  restore=$!
  until grep -q 'rows and indices' "$WORK/full-restore"; do
    kill -0 "$restore" 2>/dev/null || fail "$STEP: the restore ended too early: $(cat "$WORK/full")"
    sleep 0.05
  done
  fill "$DISK"
  wait "$restore" || result=$?
  ((result == 1)) || fail "$STEP: it ended with $result: $(cat "$WORK/full")"
  [[ $(wc -l <"$WORK/full") == 1 ]] || fail "$STEP: it said: $(cat "$WORK/full")"
  rm "$DISK/filler"
  DATA_DIR=$DISK/data in_step "$INFRA/restore.sh" "$BACKUPS" --yes
  DATA_DIR=$DISK/data beside cleanup-db.sh --yes
  end_step "$(cut -c 1-100 "$WORK/full")"
}

# fill FOLDER: until nothing fits any more.
fill() {
  head -c 2G /dev/zero >"$1/filler" 2>/dev/null || true
}
