#!/usr/bin/env bash
# Runs the service's jar and nothing else: in a container, or as a unit of systemd. It becomes the JVM, so that signals reach
# that. With arguments it runs that command, such as: run.sh db migrate config.yml
# Settings: those of config.yml, JAVA_HOME (else the java on PATH, else the newest that is installed), JAVA_HEAP (512m).
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
INFRA=$PROJECT/infra
source "$INFRA/lib/say.sh"
source "$INFRA/lib/node.sh"
source "$INFRA/lib/java.sh"

main() {
  local heap=${JAVA_HEAP:-512m} jar
  (($#)) || set -- server config.yml
  jar=$(service_jar)
  [[ -f $jar ]] || fail "there is no $jar"
  BRIEF=yes find_java jre
  ((${#JAVA[@]})) || fail "there is no Java: set JAVA_HOME, or install a runtime of version $JAVA_MINIMUM or later"
  OPTIONS=("-Xmx$heap" "@$INFRA/jvm.options")
  # The heap of a node never grows: one that may grow does so too late.
  if [[ $1 == server ]]; then
    OPTIONS+=("-Xms$heap")
    use_learned "$jar"
  fi
  cd "$PROJECT"
  exec "${JAVA[@]}" "${OPTIONS[@]}" -jar "$jar" "$@"
}

main "$@"
