#!/usr/bin/env bash
# Measures the service: run.sh [NAME...] [--peers DIR] [--large] [--rounds N] [--seconds S] [--warm-up S]
# [--connections N...] [--only WORD...] [--users N... [--nodes N] [--learned]]; README.md tells the rest.
# Installs the tools that make the load, builds, and leaves nothing running.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/java.sh"

# borrow NAME PROGRAM: makes a program of the engines' root file system a command for those that run from here. Its package
# would start a server of its own on this machine.
borrow() {
  local folder=$PROJECT/benchmarks/target/bin loader libraries
  loader=$(compgen -G "$ROOTFS/lib*/ld-linux-*.so.*" | head -n 1)
  libraries=$(dirname "$(compgen -G "$ROOTFS/usr/lib/*/libpq.so.5")")
  mkdir -p "$folder"
  printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries" "$ROOTFS$2" >"$folder/$1"
  chmod +x "$folder/$1"
  [[ :$PATH: == *:$folder:* ]] || PATH=$folder:$PATH
}

main() {
  open_instance
  need wrk
  [[ -n $* && " $* " != *" page "* ]] || "$PROJECT/checks/browser.sh"
  ensure_rootfs
  borrow pgbench /usr/lib/postgresql/17/bin/pgbench
  borrow redis-benchmark /usr/bin/redis-benchmark
  if [[ " $* " == *" --peers"* ]]; then
    /usr/bin/python3 -c 'import fastapi, uvicorn, uvloop, httptools, asyncpg, redis, hiredis, sqlalchemy' 2>/dev/null ||
      install_packages python3-{fastapi,uvicorn,uvloop,httptools,asyncpg,redis,hiredis,sqlalchemy}
  fi
  choose_java jdk
  (cd "$PROJECT" && ./mvnw -q -Pquick,benchmarks package -DskipTests </dev/null) || fail "the build failed"
  exec "${JAVA[@]}" -Dproject.root="$PROJECT" -cp "$PROJECT/benchmarks/target/quick-classes:$PROJECT/benchmarks/target/lib/*" \
    bot.conversational.benchmarks.Benchmarks "$@"
}

main "$@"
