#!/usr/bin/env bash
# Stops the engines of this instance and deletes its data. Asks first; --yes for scripts.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"

main() {
  local yes='' answer='' engine
  case ${1:-} in
    '') ;;
    --yes) yes=yes ;;
    *)
      echo "usage: cleanup-db.sh [--yes]" >&2
      [[ $1 == -h || $1 == --help ]] && exit || exit 2
      ;;
  esac
  open_instance
  is_instance || fail "$DATA_DIR is no instance of the engines: nothing deleted"
  if [[ -z $yes ]]; then
    read -r -p "Delete every conversation, session and index in $DATA_DIR? Type yes: " answer || true
    [[ $answer == yes ]] || fail "nothing deleted"
  fi
  QUIET=yes "$INFRA/stop-db.sh" || fail "the engines do not stop: nothing deleted"
  lock_instance
  recall_instance
  for engine in "${ENGINES[@]}"; do
    "${MODE}_erase" "$engine"
  done
  # Only what the scripts made: a folder given by mistake keeps what else is in it
  rm -rf "$DATA_DIR"/{places,archive}
  rm -f "$DATA_DIR"/{logs.lock,instance,endpoints.env,until-pid,supervisor.log,build.log,migration.log,lock} "$DATA_DIR"/service.log*
  rmdir "$DATA_DIR" 2>/dev/null || say "$DATA_DIR stays: it holds other files"
  say "deleted the data in $DATA_DIR"
}

main "$@"
