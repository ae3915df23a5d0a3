#!/usr/bin/env bash
# Makes a release in a fresh clone by its one command, without the tests, installs it from its own files into an empty folder,
# and uses it there, with engines of its own. Some minutes, and 3 GB below target/check-release, which it deletes at its end.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$PROJECT/infra/lib/say.sh"
source "$PROJECT/infra/lib/ports.sh"

VERSION=99.0.0

main() {
  local name=conversational-bot-$VERSION
  WORK=$PROJECT/target/check-release NODE=''
  rm -rf "$WORK"
  mkdir -p "$WORK/empty"
  trap tidy EXIT
  git clone --quiet "$PROJECT" "$WORK/clone"
  git -C "$WORK/clone" config user.name "A check"
  git -C "$WORK/clone" config user.email check@example.com
  "$WORK/clone/release/release.sh" "$VERSION" --skip-tests
  cd "$WORK/clone/target/releases/$VERSION"
  sha256sum --quiet --check SHA256SUMS
  grep -q '"CycloneDX"' "$name.sbom.json"
  tar -xf "$name.tar.gz" -C "$WORK/empty"
  rm -rf "$WORK/clone"
  cd "$WORK/empty/$name"
  [[ ! -e .git && ! -e pom.xml ]] || fail "the archive has sources"
  [[ -s conversational-bot.jar.aot ]] || fail "the archive has nothing that was learned"
  use
  say "the release serves"
}

# As somebody would who has nothing else.
use() {
  export SERVER_PORT ADMIN_PORT DATA_DIR=$WORK/data
  SERVER_PORT=$(free_port) ADMIN_PORT=$(free_port "$SERVER_PORT")
  infra/start.sh --free-ports --stop-engines >"$WORK/log" 2>&1 &
  NODE=$!
  until infra/health.sh ready 2>/dev/null; do
    kill -0 "$NODE" 2>/dev/null || fail "it ended: $(tail -n 1 "$WORK/log")"
    sleep 0.5
  done
  ! grep -q 'is not used' "$WORK/log" || fail "what was learned does not fit: $(grep -m1 'is not used' "$WORK/log")"
  infra/smoke.sh --url "http://localhost:$SERVER_PORT"
  kill "$NODE"
  wait "$NODE"
  NODE=''
}

# shellcheck disable=SC2317 # called by the trap
tidy() {
  [[ -z $NODE ]] || {
    kill "$NODE" 2>/dev/null
    wait "$NODE" || true
  }
  rm -rf "$WORK"
}

main
