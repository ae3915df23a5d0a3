# shellcheck shell=bash
# One root file system with PostgreSQL, pgvector, Redis and a Java runtime, for machines without a Docker engine. Older
# distributions have no pgvector and other versions of the rest; this gives everyone the same. Kept in the user's cache.

ROOTFS_SUITE=trixie
ROOTFS_PACKAGES=postgresql-17-pgvector,redis-server,openjdk-25-jre-headless,pgbouncer

rootfs_dir() {
  local mark
  mark=$(sha256sum <<<"$ROOTFS_SUITE $ROOTFS_PACKAGES") # another list of packages is another root file system
  printf '%s/rootfs-%s' "$CACHE_DIR" "${mark:0:12}"
}

ensure_rootfs() {
  ROOTFS=$(rootfs_dir)
  need bwrap bubblewrap
  [[ ! -d $ROOTFS ]] || return 0
  need mmdebstrap mmdebstrap
  [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || install_packages debian-archive-keyring
  mkdir -p "$CACHE_DIR"
  (
    flock 8 # several instances may start at once on a fresh machine
    [[ ! -d $ROOTFS ]] || exit 0
    rm -rf "$CACHE_DIR"/building-rootfs.*
    need_space "$CACHE_DIR" 2000 "the root file system of the engines"
    build_rootfs
  ) 8>"$CACHE_DIR/rootfs.lock" 9>&-
}

# Built elsewhere and renamed, so that an interrupted build is never taken for a whole one.
build_rootfs() {
  local new log=$CACHE_DIR/rootfs.log
  new=$(mktemp -d "$CACHE_DIR/building-rootfs.XXXXXX")
  say "building the root file system of the engines, once, about a minute: $ROOTFS"
  if ! mmdebstrap --variant=minbase --include="$ROOTFS_PACKAGES" "$ROOTFS_SUITE" "$new" >"$log" 2>&1 </dev/null; then
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
