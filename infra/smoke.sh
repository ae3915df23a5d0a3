#!/usr/bin/env bash
# Walks the main job over HTTP against a running service, as a user would; smoke/smoke.py --help tells the options.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/say.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/env.sh"
source "$(dirname "${BASH_SOURCE[0]}")/lib/packages.sh"

need python3
infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
load_env "$infra/../.env"
export SERVER_PORT="${SERVER_PORT:-8080}"
exec python3 -B "$infra/smoke/smoke.py" "$@"
