# shellcheck shell=bash
# How the scripts talk: progress to stdout (silenced by QUIET), trouble in one line to stderr.

QUIET=${QUIET:-}

say() {
  [[ -n $QUIET ]] || printf '%s\n' "$*"
}

warn() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
  warn "$@"
  exit 1
}
