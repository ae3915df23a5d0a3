#!/usr/bin/env bash
# Runs a program of the root file system ENGINES_ROOTFS on the files of this machine: that file system's programs and
# libraries, our other folders. Its Java and Maven build the project where the distribution has none that are new enough.
# bwrap passes no signals on, so this does.
set -euo pipefail

binds=(--ro-bind "$ENGINES_ROOTFS/usr" /usr --proc /proc --dev-bind /dev /dev --tmpfs /etc
  --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64)
for folder in /*; do
  case $folder in
    /bin* | /boot | /dev | /etc | /lib* | /proc | /sbin* | /usr* | /lost+found) ;;
    *) [[ -L $folder ]] || binds+=(--dev-bind "$folder" "$folder") ;;
  esac
done
for file in hosts hostname resolv.conf nsswitch.conf passwd group localtime; do
  binds+=(--ro-bind-try "/etc/$file" "/etc/$file")
done
for file in ssl ld.so.cache alternatives maven java-25-openjdk; do
  binds+=(--ro-bind "$ENGINES_ROOTFS/etc/$file" "/etc/$file")
done
# What the machine itself has and the root file system does not, such as a browser: checks/browser.sh.
binds+=(--ro-bind /usr /etc/machine/usr --ro-bind /etc /etc/machine/etc)
for java in "$ENGINES_ROOTFS"/usr/lib/jvm/java-25-openjdk-*; do
  java=${java#"$ENGINES_ROOTFS"}
done

# shellcheck disable=SC2317 # called by the trap
pass_on() {
  local child
  read -r child _ <"/proc/$bwrap/task/$bwrap/children" && kill -s "$1" "$child"
}

bwrap --die-with-parent "${binds[@]}" --chdir "$PWD" --setenv JAVA_HOME "$java" --setenv PATH "$java/bin:/usr/sbin:/usr/bin" "$@" <&0 &
bwrap=$!
trap 'pass_on TERM || true' TERM INT
result=0
while kill -0 "$bwrap" 2>/dev/null; do
  result=0
  wait "$bwrap" || result=$?
done
exit "$result"
