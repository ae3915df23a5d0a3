#!/usr/bin/env bash
# Prints the folder that has the jar and the configuration of the release before this one, which the file "previous" beside
# this script names by its commit. They are built from git, once, and kept in the user's cache. Exit code 3: this clone does
# not have that commit.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$PROJECT/infra/lib/say.sh"

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/conversational-bot/releases

main() {
  local commit folder
  commit=$(<"$PROJECT/release/previous")
  [[ $commit =~ ^[0-9a-f]{40}$ ]] || fail "release/previous has no commit, but: $commit"
  folder=$CACHE/$commit
  if [[ ! -d $folder ]]; then
    git -C "$PROJECT" cat-file -e "$commit^{commit}" 2>/dev/null || {
      warn "this clone does not have the previous release, commit $commit: no upgrade from it can be tried"
      exit 3
    }
    mkdir -p "$CACHE"
    exec 8>"$CACHE/lock"
    flock 8 # two builds may want it at once
    [[ -d $folder ]] || build "$commit" "$folder"
  fi
  printf '%s\n' "$folder"
}

# Elsewhere and renamed, so that what a killed build leaves is never taken for a whole one.
build() {
  local new
  find "$CACHE" -mindepth 1 -maxdepth 1 -type d -name 'building.*' -exec rm -r {} +
  find "$CACHE" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -r {} + # of releases before
  new=$(mktemp -d "$CACHE/building.XXXXXX")
  mkdir "$new/source" "$new/release"
  git -C "$PROJECT" archive "$1" | tar -x -C "$new/source"
  (cd "$new/source" && ./mvnw -Pquick --batch-mode package -DskipTests) >"$new/log" 2>&1 </dev/null 8>&- ||
    fail "the previous release does not build: $(grep -m1 ERROR "$new/log" || tail -n 1 "$new/log") (all of it: $new/log)"
  cp "$new/source/application/target/conversational-bot.jar" "$new/source/config.yml" "$new/release"
  mv -T "$new/release" "$2"
  rm -rf "$new"
}

main
