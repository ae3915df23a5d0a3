#!/usr/bin/env bash
# Makes a release: tests, version, change log, jar, list of its parts (SBOM), archive, checksums, image. Pushes nothing.
# See usage below; docs/upgrades.md tells the rest.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
source "$PROJECT/infra/lib/say.sh"

JAR=conversational-bot.jar

usage() {
  cat <<TEXT
usage: release.sh VERSION [--skip-tests] [--skip-learning] [--quiet]

  VERSION          such as 1.4.0. It may not exist yet
  --skip-tests     runs no tests: where they ran for this very commit
  --skip-learning  makes no ahead-of-time cache (infra/learn.sh)

It makes target/releases/VERSION with the jar, the archive to install from, the list of the jar's parts, and SHA256SUMS; an
image, where docker or podman is; a commit with the version and the change log, and its tag vVERSION; and a commit that begins
the next version. All of it is here only: push the branch and the tag when it is as it should be. What a call that was cut off
left behind is of no harm: call it again.
TEXT
}

main() {
  local version='' tests=yes learning=yes
  while (($#)); do
    case $1 in
      --skip-tests) tests='' ;;
      --skip-learning) learning='' ;;
      --quiet) QUIET=yes ;;
      -h | --help) usage && exit ;;
      -*) usage >&2 && exit 2 ;;
      *)
        [[ -z $version ]] || { usage >&2 && exit 2; }
        version=$1
        ;;
    esac
    shift
  done
  [[ -n $version ]] || { usage >&2 && exit 2; }
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "$version is no version such as 1.4.0"
  RESULT=$PROJECT/target/releases/$version WORK=$PROJECT/target/releases/.$version.unfinished
  mkdir -p "$PROJECT/target/releases"
  exec 9>"$PROJECT/target/releases/lock"
  flock -n 9 || fail "another release is being made"
  check_tree
  ! git_here rev-parse --quiet --verify "refs/tags/v$version" >/dev/null || fail "there is a version $version already: tag v$version"
  if finished "$version"; then
    say "continuing: all but the tag of $version is there"
  else
    make_release "$version" "$tests" "$learning"
  fi
  # The last step: with the tag the version exists.
  git_here tag --annotate "v$version" --message "Version $version" "$(released "$version")" || fail "git could not make the tag v$version"
  say "released $version: $RESULT
Look at it, then: git push origin HEAD v$version"
}

git_here() {
  git -C "$PROJECT" "$@" 9>&-
}

check_tree() {
  [[ $(git_here rev-parse --show-toplevel 2>/dev/null) == "$PROJECT" ]] || fail "$PROJECT is no clone: releases are made of commits"
  [[ -z $(git_here status --porcelain) ]] || fail "there are changes that are not committed: commit them, or stash them"
  git_here symbolic-ref --quiet HEAD >/dev/null || fail "HEAD is on no branch, and a release goes onto one"
}

# released VERSION: the commit of that version, which is the last but one; nothing if there is none.
released() {
  git_here log -2 --format='%H %s' | sed -n "2s/ Release $1\$//p"
}

finished() {
  [[ -d $RESULT && -n $(released "$1") ]]
}

# All of it happens in a clone: until the very end nothing here changes.
make_release() {
  local version=$1 tests=$2 learning=$3 changes
  rm -rf "$WORK"
  mkdir -p "$WORK/files"
  git clone --quiet --no-hardlinks "$PROJECT" "$WORK/source" 9>&- || fail "git could not clone $PROJECT"
  copy_identity
  cd "$WORK/source"
  [[ -z $(section "$version") ]] || fail "there is a version $version already: CHANGELOG.md has it"
  changes=$(section Unreleased)
  [[ -n $changes ]] || fail "CHANGELOG.md has nothing under \"## Unreleased\": what changed in $version?"
  name_version "$version"
  build "$tests"
  [[ -z $learning ]] || learn
  pack "$version"
  make_image "$version"
  begin_next "$version"
  cd "$PROJECT"
  rm -rf "$RESULT"
  mv -T "$WORK/files" "$RESULT"
  git_here pull --quiet --ff-only "$WORK/source" HEAD || fail "the branch has other commits by now: call this again"
  rm -rf "$WORK"
}

# Who commits may be known to the clone at hand only.
copy_identity() {
  local name value
  for name in user.name user.email; do
    value=$(git_here config "$name") || continue
    git -C "$WORK/source" config "$name" "$value"
  done
}

# section NAME: the lines of the change log under that heading, without empty ones.
section() {
  [[ -f CHANGELOG.md ]] || return 0
  awk -v heading="## $1" '/^## / { inside = ($0 == heading || index($0, heading " ") == 1); next } inside && NF' CHANGELOG.md
}

name_version() {
  local version=$1 poms=() former
  former=$(current_version)
  [[ $former == *-SNAPSHOT ]] || fail "the version of pom.xml is $former, and not one that ends with -SNAPSHOT"
  set_version "$former" "$version"
  sed -i "s/^## Unreleased\$/## Unreleased\n\n## $version ($(date --utc +%F))/" CHANGELOG.md
  commit "Release $version"
}

current_version() {
  sed -nE '/<artifactId>conversational-bot-parent</{n;s/.*<version>(.*)<\/version>.*/\1/p}' pom.xml
}

# Of the parent and of each module, which names its parent's.
set_version() {
  local pom
  while IFS= read -r pom; do
    sed -i -E "/<artifactId>conversational-bot-parent</{n;s|<version>$1</version>|<version>$2</version>|}" "$pom"
    grep -q "<version>$2</version>" "$pom" || fail "$pom does not have the version $1"
  done < <(git ls-files 'pom.xml' '*/pom.xml')
}

commit() {
  git commit --quiet --all --message "$1" 9>&- || fail "git could not commit: does it know your name and e-mail address?"
}

build() {
  local options=(-DskipTests -DskipITs)
  [[ -z $1 ]] || options=()
  say "building$([[ -z $1 ]] || printf ' and testing'), some minutes: $WORK/build.log"
  ./mvnw --batch-mode --no-transfer-progress -Prelease verify "${options[@]}" >"$WORK/build.log" 2>&1 </dev/null 9>&- ||
    fail "the build failed: $(grep -m1 ERROR "$WORK/build.log" || tail -n 1 "$WORK/build.log")"
  [[ -f application/target/$JAR && -f application/target/sbom.json ]] || fail "the build made no jar, or no sbom.json"
}

# A JVM compares the jar's time with that of what another learned of it: in the archive it is the commit's.
learn() {
  say "learning, some two minutes"
  touch --date "$(git log -1 --format=%cI)" "application/target/$JAR"
  DATA_DIR=$WORK/data infra/learn.sh --quiet 9>&- || fail "the node learned nothing: --skip-learning goes without"
}

# The archive needs neither git nor Maven: infra/start.sh finds the jar beside it.
pack() {
  local name=conversational-bot-$1 when
  local folder=$WORK/$name
  when=$(git log -1 --format=%cI)
  mkdir "$folder"
  git archive HEAD -- infra docs config.yml .env.example README.md ARCHITECTURE.md CHANGELOG.md LICENSE Dockerfile .dockerignore |
    tar -x -C "$folder"
  cp "application/target/$JAR" "$folder/$JAR"
  [[ ! -f application/target/$JAR.aot ]] || cp "application/target/$JAR.aot" "application/target/$JAR.aot.for" "$folder"
  cp application/target/sbom.json "$folder/sbom.json"
  printf '%s\n' "$1" >"$folder/VERSION"
  (cd "$folder" && sha256sum "$JAR" >"$JAR.sha256")
  # The same commit makes the same bytes.
  tar -C "$WORK" --sort=name --owner=0 --group=0 --numeric-owner --mtime="$when" -c "$name" | gzip -n >"$WORK/files/$name.tar.gz"
  cp "$folder/$JAR" "$WORK/files/$name.jar"
  cp "$folder/sbom.json" "$WORK/files/$name.sbom.json"
  section "$1" >"$WORK/files/CHANGES"
  (cd "$WORK/files" && sha256sum -- "$name".* >SHA256SUMS)
}

make_image() {
  local engine
  for engine in docker podman; do
    if command -v "$engine" >/dev/null && timeout 10 "$engine" info >/dev/null 2>&1 </dev/null 9>&-; then
      say "building the image conversational-bot:$1"
      "$engine" build --quiet --tag "conversational-bot:$1" --build-arg "JAR=$JAR" --build-arg "VERSION=$1" \
        "$WORK/conversational-bot-$1" >"$WORK/image.log" 2>&1 </dev/null 9>&- || fail "$engine could not build the image: $(tail -n 1 "$WORK/image.log")"
      return
    fi
  done
  say "no image: neither docker nor podman runs here. In the unpacked archive:
  docker build --tag conversational-bot:$1 --build-arg JAR=$JAR --build-arg VERSION=$1 ."
}

# The next upgrade is tried from this release.
begin_next() {
  local version=$1 next
  git rev-parse HEAD >release/previous
  next=${version%.*}.$((${version##*.} + 1))-SNAPSHOT
  set_version "$version" "$next"
  commit "Begin version $next"
}

main "$@"
