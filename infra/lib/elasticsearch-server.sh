# shellcheck shell=bash
# The Elasticsearch server as Maven has it: the real one, without a Java runtime and without the optional modules.

ELASTICSEARCH_VERSION=8.19.21
ELASTICSEARCH_SHA512=cf6b0a93860d329937ae7f913ec5073b0c726c77639764b93fc83a304aa1dd9d4defcfa2849948eea3b0b47c2065f994908603939fc2a4774c9c4d868c5ec1dd

ensure_elasticsearch_server() {
  ELASTICSEARCH_HOME=$CACHE_DIR/elasticsearch-$ELASTICSEARCH_VERSION
  [[ ! -d $ELASTICSEARCH_HOME ]] || return 0
  mkdir -p "$CACHE_DIR"
  (
    flock 8
    [[ ! -d $ELASTICSEARCH_HOME ]] || exit 0
    rm -rf "$CACHE_DIR"/fetching-elasticsearch.*
    need_space "$CACHE_DIR" 500 "Elasticsearch"
    fetch_elasticsearch_server
  ) 8>"$CACHE_DIR/elasticsearch.lock" 9>&-
}

fetch_elasticsearch_server() {
  local new log=$CACHE_DIR/elasticsearch.log zip=elasticsearch-$ELASTICSEARCH_VERSION.zip
  new=$(mktemp -d "$CACHE_DIR/fetching-elasticsearch.XXXXXX")
  say "fetching Elasticsearch $ELASTICSEARCH_VERSION through Maven, once"
  # In the empty folder, so that no project file there has a say.
  if ! (cd "$new" && here_or_rootfs mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory="$new" \
    -Dartifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$ELASTICSEARCH_VERSION:zip") >"$log" 2>&1 </dev/null; then
    rm -rf "$new"
    fail "Maven could not fetch Elasticsearch: $(grep -m1 'ERROR' "$log" || echo "see $log")"
  fi
  if ! sha512sum --quiet --check <<<"$ELASTICSEARCH_SHA512  $new/$zip" >/dev/null 2>&1; then
    rm -rf "$new"
    fail "the Elasticsearch that Maven brought is not the pinned one: its SHA-512 differs"
  fi
  here_or_rootfs unzip -q "$new/$zip" -d "$new"
  mv -T "$new/elasticsearch-$ELASTICSEARCH_VERSION" "$ELASTICSEARCH_HOME"
  rm -rf "$new"
}
