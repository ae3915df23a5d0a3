# shellcheck shell=bash
# Installs what a fresh machine lacks, through apt-get, and only that. Needs say.sh.

# need COMMAND...: makes the commands available by installing the packages of those that are missing.
need() {
  local command packages=()
  for command in "$@"; do
    # shellcheck disable=SC2207 # words
    command -v "$command" >/dev/null || packages+=($(packages_of "$command"))
  done
  ((!${#packages[@]})) || install_packages "${packages[@]}"
  for command in "$@"; do
    command -v "$command" >/dev/null || fail "the command '$command' is missing and installing '${packages[*]}' did not bring it"
  done
}

packages_of() {
  case $1 in
    bwrap) echo bubblewrap ;;
    chromedriver) echo chromium-driver ;;
    curl) echo curl ca-certificates ;;
    flock) echo util-linux ;;
    mmdebstrap) echo mmdebstrap debian-archive-keyring ;; # Ubuntu has no keys of Debian
    mvn) echo maven ;;
    *) echo "$1" ;;
  esac
}

# Is there an apt-get that we may use without a question?
can_install() {
  command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

# A fresh machine has no package lists.
package_exists() {
  [[ -n $(apt-cache pkgnames "$1") ]] || {
    [[ -z $(apt-cache pkgnames apt-utils) ]] && update_packages && [[ -n $(apt-cache pkgnames "$1") ]]
  }
}

update_packages() {
  (
    flock 8
    as_root apt-get update >/dev/null 2>&1
  ) 8</var/lib/dpkg 9>&-
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

install_packages() {
  local log
  command -v apt-get >/dev/null || fail "please install: $* (there is no apt-get here to do it)"
  can_install || fail "please install first: sudo apt-get install $*"
  say "installing $*"
  log=$(mktemp)
  (
    # Several instances may start at once on a fresh machine: apt-get waits for another's dpkg when told to, but not for its update.
    flock 8
    # A fresh machine has no package lists; an old list may name packages that are gone. So: update, and once more if need be.
    if ! apt_install "$log" "$@"; then
      as_root apt-get update >"$log" 2>&1 || true # its error is the one to tell
      apt_install "$log" "$@" || fail "apt-get could not install '$*': $(grep -m1 '^E:' "$log" || echo "see $log")"
    fi
  ) 8</var/lib/dpkg 9>&-
  rm -f "$log"
}

# apt_install LOG PACKAGE...
apt_install() {
  local log=$1
  shift
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null
}

# need_space FOLDER MEGABYTES WHAT: stops early instead of filling the disk half-way.
need_space() {
  local folder=$1 wanted=$2 what=$3 free
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  ((free >= wanted)) || fail "$what needs $wanted MB in $folder, which has only $free MB free"
}
