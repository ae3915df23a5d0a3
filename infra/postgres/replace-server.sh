#!/bin/sh
# Changes the files of a PostgreSQL that does not run, /media, for those of a backup, in the engine's own world: a container
# or its root file system. Each step may be cut off; until "forget" the old files can be brought back, by "back".
#
#   .restore/new      the files of the backup
#   .restore/archive  the archived log, for the recovery
#   .restore/moving   the old files, while they are moved one by one, either way
#   .restore/old      the old files, all of them
#
# usage: replace-server.sh prepare|swap|back|forget|is-cut-off
set -eu
cd /media

# move_all FROM TO
move_all() {
  find "$1" -mindepth 1 -maxdepth 1 ! -name .restore -exec mv -t "$2" {} +
}

# The server itself deletes recovery.signal when it has got to the time: then there is nothing to bring back.
is_cut_off() {
  [ -d .restore/moving ] || { [ -d .restore/old ] && { [ -e recovery.signal ] || [ -n "$(ls -A .restore/new)" ]; }; }
}

case $1 in
  prepare)
    ! is_cut_off
    rm -rf .restore
    mkdir -m 700 .restore .restore/new .restore/archive
    ;;
  swap)
    mkdir -m 700 .restore/moving
    move_all . .restore/moving
    mv .restore/moving .restore/old
    move_all .restore/new .
    ;;
  back)
    if [ -d .restore/old ]; then
      find . -mindepth 1 -maxdepth 1 ! -name .restore -exec rm -rf {} +
      mv .restore/old .restore/moving
    fi
    [ ! -d .restore/moving ] || move_all .restore/moving .
    rm -rf .restore
    ;;
  forget)
    [ ! -d .restore/moving ]
    [ ! -d .restore/old ] || mv .restore/old .restore/replaced
    rm -rf .restore
    ;;
  is-cut-off) is_cut_off ;;
esac
