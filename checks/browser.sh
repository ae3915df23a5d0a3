#!/usr/bin/env bash
# Installs the browser that the page's tests and measurements drive, where it is missing: Debian's Chromium. Its last line is
# the driver to start. Inside the engines' root file system, where Maven runs if there is no JDK, that is the machine's own.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$PROJECT/infra/lib/say.sh"
source "$PROJECT/infra/lib/packages.sh"
if [[ -d /etc/machine/usr ]]; then
  [[ -x /etc/machine/usr/bin/chromedriver ]] || fail "install chromium and chromium-driver first: this is no place to do it"
  echo "$PROJECT/checks/machine-chromedriver.sh"
else
  need chromium chromedriver
  command -v chromedriver
fi
