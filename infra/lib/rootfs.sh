# shellcheck shell=bash
# One root file system with PostgreSQL, pgvector and Redis for machines without a Docker engine, and with a JDK and Maven
# for those without. Older distributions have no pgvector and other versions of the rest; this gives everyone the same.
# Kept in the user's cache. Needs say.sh and packages.sh.

CACHE_DIR=${XDG_CACHE_HOME:-$HOME/.cache}/conversational-bot
ROOTFS_SUITE=trixie
# The last four: what the scripts and tests call when they run inside it.
ROOTFS_PACKAGES=postgresql-17-pgvector,redis-server,openjdk-25-jdk-headless,pgbouncer,haproxy,nginx-light,docker-compose,maven,bubblewrap,curl,unzip
# Certificate authorities of this machine alone, such as a company's.
LOCAL_AUTHORITIES=/usr/local/share/ca-certificates

rootfs_dir() {
  local mark
  mark=$(sha256sum <<<"$ROOTFS_SUITE $ROOTFS_PACKAGES") # another list of packages is another root file system
  printf '%s/rootfs-%s' "$CACHE_DIR" "${mark:0:12}"
}

can_make_rootfs() {
  [[ -d $(rootfs_dir) ]] || command -v mmdebstrap >/dev/null || command -v apt-get >/dev/null
}

ensure_rootfs() {
  ROOTFS=$(rootfs_dir)
  export ENGINES_ROOTFS=$ROOTFS
  if [[ -d $ROOTFS ]]; then
    need bwrap
    return
  fi
  need bwrap mmdebstrap
  [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || install_packages debian-archive-keyring
  mkdir -p "$CACHE_DIR"
  (
    flock 8 # several instances may start at once on a fresh machine
    [[ ! -d $ROOTFS ]] || exit 0
    rm -rf "$CACHE_DIR"/building-rootfs.*
    need_space "$CACHE_DIR" 2500 "the root file system of the engines"
    build_rootfs
  ) 8>"$CACHE_DIR/rootfs.lock" 9>&-
}

# Built elsewhere and renamed, so that an interrupted build is never taken for a whole one.
build_rootfs() {
  local new log=$CACHE_DIR/rootfs.log hooks=()
  new=$(mktemp -d "$CACHE_DIR/building-rootfs.XXXXXX")
  say "building the root file system of the engines, once, about a minute: $ROOTFS"
  if compgen -G "$LOCAL_AUTHORITIES/*.crt" >/dev/null; then
    # shellcheck disable=SC2016 # mmdebstrap's shell expands it
    hooks=(--customize-hook="copy-in $LOCAL_AUTHORITIES ${LOCAL_AUTHORITIES%/*}"
      --customize-hook='chroot "$1" update-ca-certificates')
  fi
  if ! mmdebstrap --variant=minbase --include="$ROOTFS_PACKAGES" "${hooks[@]}" "$ROOTFS_SUITE" "$new" >"$log" 2>&1 </dev/null; then
    rm -rf "$new"
    fail "could not build the root file system: $(grep -m1 '^E:' "$log" || tail -n 1 "$log") (all of it: $log)"
  fi
  chmod 755 "$new"
  mv -T "$new" "$ROOTFS"
}

# An ordinary user of the root file system: PostgreSQL and Elasticsearch refuse root, initdb an unknown user.
rootfs_id() {
  awk -F: -v field="$1" '$1 == "postgres" { print $field }' "$ROOTFS/etc/passwd"
}

# here_or_rootfs COMMAND...: the machine's own program, else the root file system's.
here_or_rootfs() {
  if command -v "$1" >/dev/null; then "$@"; else "$INFRA/lib/rootfs-run.sh" "$@"; fi
}
