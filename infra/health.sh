#!/usr/bin/env bash
# Is the node on this machine, or in this container, alive (the default) or ready? Exit code 0 means yes. An image with a JVM
# has no curl, so the shell asks.
set -euo pipefail

type=${1:-alive}
[[ $type == alive || $type == ready ]] || {
  echo "usage: health.sh [alive|ready]" >&2
  exit 2
}
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}"
printf 'GET /health-check?type=%s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$type" >&3
read -r -t 5 _ status _ <&3
[[ $status == 200 ]]
