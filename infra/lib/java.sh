# shellcheck shell=bash
# Chooses the Java (at least 21) that everything here runs on: JAVA_HOME if it will do, then the one on PATH, then the
# newest under the usual folders, then the distribution's package, then the engines' root file system's. Needs say.sh,
# packages.sh and rootfs.sh.

JAVA_MINIMUM=21
JAVA_PACKAGES=(openjdk-25-jdk-headless openjdk-21-jdk-headless)

# choose_java [jdk]: sets JAVA, the words of the command, and JAVA_HOME where there is one. With jdk only one that has a
# compiler will do. Says on stderr what it took; stops when there is none.
choose_java() {
  local kind=${1:-jre}
  find_java "$kind"
  if ((!${#JAVA[@]})) && install_java; then take_installed_java "$kind"; fi
  if ((!${#JAVA[@]})) && can_make_rootfs; then take_rootfs_java; fi
  ((${#JAVA[@]})) || fail "no Java: please install a $(if [[ $kind == jdk ]]; then echo 'JDK (with javac)'; else
    echo 'Java runtime'; fi) of version $JAVA_MINIMUM or later, or set JAVA_HOME to one"
}

# find_java KIND: the same, of what is installed. JAVA is empty when nothing of it will do.
find_java() {
  local kind=$1 on_path
  JAVA=()
  [[ -z ${JAVA_HOME:-} ]] || take_java "$JAVA_HOME" "$kind" || true
  if ((!${#JAVA[@]})) && on_path=$(command -v java); then
    on_path=$(readlink -f "$on_path")
    take_java "${on_path%/bin/java}" "$kind" || true
  fi
  take_installed_java "$kind"
}

take_java() {
  local version
  [[ -x $1/bin/java ]] && { [[ $2 != jdk || -x $1/bin/javac ]]; } || return 1
  version=$(java_version "$1")
  ((version >= JAVA_MINIMUM)) || return 1
  JAVA_HOME=$1 JAVA=("$1/bin/java")
  export JAVA_HOME
  detail "Java $version: $1" >&2
}

take_installed_java() {
  local home
  while ((!${#JAVA[@]})) && read -r _ home; do
    take_java "$home" "$1" || true
  done < <(installed_javas)
}

# Prints the feature version, 0 when it cannot be told. The file saves starting a JVM.
java_version() {
  local version
  version=$(sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$1/release" 2>/dev/null ||
    "$1/bin/java" -version 2>&1 | sed -nE '1s/.*version "([0-9]+).*/\1/p')
  printf '%s' "${version:-0}"
}

# "VERSION HOME" lines, newest first. JAVA_FOLDERS replaces the usual folders.
installed_javas() {
  local home
  # shellcheck disable=SC2086 # patterns
  for home in ${JAVA_FOLDERS:-/usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* $HOME/.sdkman/candidates/java/* $HOME/.jdks/*}; do
    [[ ! -x $home/bin/java || -L $home ]] || printf '%s %s\n' "$(java_version "$home")" "$home"
  done | sort -rn
}

# Installs the distribution's JDK, if it has one that is new enough and we may.
install_java() {
  local package
  can_install || return 1
  for package in "${JAVA_PACKAGES[@]}"; do
    if package_exists "$package"; then
      install_packages "$package" >&2
      return
    fi
  done
  return 1
}

# The root file system is made for another C library: its Java runs with its /usr in the place of ours.
take_rootfs_java() {
  ensure_rootfs >&2
  JAVA_HOME='' JAVA=("$(dirname "${BASH_SOURCE[0]}")/rootfs-run.sh" java)
  detail "Java of $ROOTFS" >&2
}
