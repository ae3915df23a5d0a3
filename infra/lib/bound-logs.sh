#!/usr/bin/env bash
# Keeps the logs of natively run engines small: one of more than ENGINE_LOG_BYTES becomes log.1, and log.1 becomes log.2.
# Servers append, so they go on at the beginning of a log that was cut. A line of that very moment may be lost.
# Started by start-db.sh, detached; ends when no engine of DATA_DIR runs. One of these is enough.
set -euo pipefail
limit=${ENGINE_LOG_BYTES:-20971520}
pause=${ENGINE_LOG_SECONDS:-10}

[[ -d $DATA_DIR ]] || exit 0
exec 8>"$DATA_DIR/logs.lock"
flock -w 30 8 || exit 0

# An engine is a process that sees its folder as /srv.
engines_run() {
  local pid file
  for file in "$DATA_DIR"/*/pid; do
    read -r pid 2>/dev/null <"$file" || true
    [[ ! ${pid:-} =~ ^[0-9]+$ || ! /proc/$pid/root/srv -ef ${file%/pid} ]] || return 0
  done
  return 1
}

while engines_run; do
  for log in "$DATA_DIR"/*/log; do
    (($(stat -c %s "$log" 2>/dev/null || echo 0) > limit)) || continue
    [[ ! -f $log.1 ]] || mv "$log.1" "$log.2"
    cp "$log" "$log.1" && : >"$log"
  done
  sleep "$pause" 8>&-
done
