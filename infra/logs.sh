#!/usr/bin/env bash
# Shows the end of the logs of this instance's engines, and of the service when start.sh runs it on a terminal.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"

usage() {
  cat <<TEXT
usage: logs.sh [postgresql|redis|elasticsearch|service]... [-f] [-n LINES]

  -f  go on with what comes, until Ctrl-C
  -n  how many lines of each (50)

Settings come from the environment, then from .env: DATA_DIR (.data).
TEXT
}

main() {
  local names=() follow=() lines=50 name files=()
  while (($#)); do
    case $1 in
      -f) follow=(-f) ;;
      -n) needs 'a number' "$@" && lines=$2 && shift ;;
      -h | --help) usage && exit ;;
      -*) usage >&2 && exit 2 ;;
      *) names+=("$1") ;;
    esac
    shift
  done
  [[ $lines =~ ^[0-9]+$ ]] || fail "-n $lines: that is no number of lines"
  open_instance
  is_instance || fail "$DATA_DIR is no instance of the engines"
  choose_mode
  ((${#names[@]})) || names=("${ENGINES[@]}" service)
  for name in "${names[@]}"; do
    [[ " ${ENGINES[*]} service " == *" $name "* ]] || fail "there is no log of '$name'; there are: ${ENGINES[*]} service"
    mapfile -t -O "${#files[@]}" files < <(log_files "$name")
  done
  [[ $MODE == native ]] || show_containers "${names[@]}"
  for name in "${!files[@]}"; do
    [[ -f ${files[name]} ]] || unset "files[name]"
  done
  ((${#files[@]})) || fail "there is no log yet"
  exec tail -n "$lines" "${follow[@]/#-f/-F}" "${files[@]}"
}

# Elasticsearch says what goes wrong at its start where the others say everything.
log_files() {
  case $1 in
    service) printf '%s\n' "$DATA_DIR/service.log" ;;
    elasticsearch) printf '%s\n' "$DATA_DIR/$1/log" "$DATA_DIR/$1/logs/elasticsearch.log" ;;
    *) printf '%s\n' "$DATA_DIR/$1/log" ;;
  esac
}

# Docker keeps the logs of containers.
show_containers() {
  local engines=()
  for name in "$@"; do
    [[ $name == service ]] || engines+=("$name")
  done
  ((!${#engines[@]})) || {
    compose logs --tail "$lines" "${follow[@]}" "${engines[@]}"
    exit
  }
}

main "$@"
