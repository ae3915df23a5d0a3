#!/usr/bin/env bash
# Installs the browser that the page's tests and measurements drive, where it is missing: Debian's Chromium with its driver.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$PROJECT/infra/lib/say.sh"
source "$PROJECT/infra/lib/packages.sh"
need chromium chromedriver
