# shellcheck shell=bash
# Installs what a fresh machine lacks, through apt-get, and only that.

# need COMMAND PACKAGE...: makes COMMAND available by installing PACKAGEs when it is missing.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null || install_packages "$@"
  command -v "$command" >/dev/null || fail "the command '$command' is missing and installing '$*' did not bring it"
}

install_packages() {
  local become=() log
  command -v apt-get >/dev/null || fail "please install: $* (there is no apt-get here to do it)"
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || fail "please install first: sudo apt-get install $*"
    become=(sudo -n)
  fi
  say "installing $*"
  log=$(mktemp)
  (
    # Several instances may start at once on a fresh machine: apt-get waits for another's dpkg when told to, but not for its update.
    flock 8
    # A fresh machine has no package lists; an old list may name packages that are gone. So: update, and once more if need be.
    if ! apt_install "$log" "${become[@]}" -- "$@"; then
      "${become[@]}" apt-get update >>"$log" 2>&1 || true
      apt_install "$log" "${become[@]}" -- "$@" || fail "apt-get could not install '$*': $(grep -m1 '^E:' "$log" || echo "see $log")"
    fi
  ) 8</var/lib/dpkg 9>&-
  rm -f "$log"
}

# apt_install LOG [sudo -n] -- PACKAGE...
apt_install() {
  local log=$1 become=()
  shift
  while [[ $1 != -- ]]; do
    become+=("$1")
    shift
  done
  shift
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null
}

# need_space FOLDER MEGABYTES WHAT: stops early instead of filling the disk half-way.
need_space() {
  local folder=$1 wanted=$2 what=$3 free
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  ((free >= wanted)) || fail "$what needs $wanted MB in $folder, which has only $free MB free"
}
