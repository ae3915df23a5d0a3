#!/usr/bin/env bash
# Measures the service: run.sh [NAME...] [--peers DIR] [--rounds N] [--seconds S] [--warm-up S]; README.md tells the rest.
# Installs the tools that make the load, builds, and leaves nothing running.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../infra/lib/java.sh"

main() {
  open_instance
  need wrk wrk
  if [[ " $* " == *" --peers"* ]]; then
    /usr/bin/python3 -c 'import fastapi, uvicorn, uvloop, httptools, asyncpg, redis, hiredis, sqlalchemy' 2>/dev/null ||
      install_packages python3-{fastapi,uvicorn,uvloop,httptools,asyncpg,redis,hiredis,sqlalchemy}
  fi
  choose_java jdk
  (cd "$PROJECT" && ./mvnw -q -Pquick,benchmarks package -DskipTests </dev/null) || fail "the build failed"
  exec "$JAVA" -Dproject.root="$PROJECT" -cp "$PROJECT/benchmarks/target/quick-classes:$PROJECT/benchmarks/target/lib/*" \
    bot.conversational.benchmarks.Benchmarks "$@"
}

main "$@"
