# shellcheck shell=bash
# How the scripts talk: progress to stdout (silenced by QUIET), details of it (silenced by BRIEF, too), trouble in one line
# to stderr.

QUIET=${QUIET:-}
BRIEF=${BRIEF:-}

say() {
  [[ -n $QUIET ]] || printf '%s\n' "$*"
}

detail() {
  [[ -n $BRIEF ]] || say "$@"
}

warn() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
  warn "$@"
  exit 1
}

# needs WHAT OPTION [VALUE]...: ends the script when an option stands there without its value.
needs() {
  [[ -n ${3:-} ]] || {
    warn "$2 needs $1"
    exit 2
  }
}

# quietly LOG COMMAND...: what the command says goes to a file, and is shown only when it fails.
quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    return 1
  }
}
