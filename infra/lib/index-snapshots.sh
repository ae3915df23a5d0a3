# shellcheck shell=bash
# Snapshots of the search index, as backup.sh takes them and restore.sh brings them back: through a repository in the one
# folder that Elasticsearch may use for that. Needs engines.sh.

ELASTICSEARCH_MAJOR=${ELASTICSEARCH_VERSION%%.*}
REPOSITORY=backup

# elasticsearch_call METHOD PATH [BODY]: prints the answer, also that of a failure.
elasticsearch_call() {
  local body=()
  [[ -z ${3:-} ]] || body=(--header 'Content-Type: application/json' --data "$3")
  curl --silent --show-error --fail-with-body --noproxy '*' --request "$1" "${body[@]}" \
    "http://127.0.0.1:$ELASTICSEARCH_PORT$2"
}

# The indices that the service made.
index_pattern() {
  local prefix=${ELASTICSEARCH_INDEX_PREFIX:-conversational_bot}
  [[ $prefix =~ ^[a-z0-9][a-z0-9_-]*$ ]] || fail "ELASTICSEARCH_INDEX_PREFIX=$prefix is no prefix of an index"
  printf '%s_messages_*' "$prefix"
}

# One script at a time uses the repository; forget_snapshot tidies up however that ends.
lock_snapshots() {
  mkdir -p "$DATA_DIR/places"
  exec 5>"$DATA_DIR/places/.index"
  flock -n 5 || fail "another script takes or restores a snapshot of the search index"
  SNAPSHOT=yes
}

# take_snapshot FILE
take_snapshot() {
  local answer
  forget_repository
  open_repository false
  answer=$(elasticsearch_call PUT "/_snapshot/$REPOSITORY/all?wait_for_completion=true" \
    "{\"indices\": \"$(index_pattern)\", \"include_global_state\": false}")
  [[ $answer == *'"state":"SUCCESS"'* ]] || fail "error: the snapshot is not whole: $answer"
  "${MODE}_files" elasticsearch tar -C /media/snapshots -cf - "$REPOSITORY" >"$1"
}

# restore_snapshot FILE: in the place of the indices that are there. The service makes them anew from PostgreSQL, whatever
# comes back; until then searches find what the snapshot has.
restore_snapshot() {
  local answer name
  forget_repository
  "${MODE}_files" elasticsearch sh -c 'mkdir -p /media/snapshots && tar -C /media/snapshots -xf -' <"$1"
  open_repository true
  for name in $(elasticsearch_call GET "/_cat/indices/$(index_pattern)?h=index"); do
    elasticsearch_call DELETE "/$name" >/dev/null
  done
  answer=$(elasticsearch_call POST "/_snapshot/$REPOSITORY/all/_restore?wait_for_completion=true" \
    "{\"indices\": \"$(index_pattern)\", \"include_global_state\": false}")
  [[ $answer == *'"failed":0'* ]] || fail "error: the snapshot did not come back whole: $answer"
}

# open_repository READONLY
open_repository() {
  elasticsearch_call PUT "/_snapshot/$REPOSITORY" \
    "{\"type\": \"fs\", \"settings\": {\"location\": \"$REPOSITORY\", \"readonly\": $1}}" >/dev/null
}

forget_repository() {
  elasticsearch_call DELETE "/_snapshot/$REPOSITORY" >/dev/null 2>&1 || true
  "${MODE}_files" elasticsearch rm -rf "/media/snapshots/$REPOSITORY"
}

# shellcheck disable=SC2317 # called at the end
forget_snapshot() {
  [[ -z ${SNAPSHOT:-} ]] || forget_repository 2>/dev/null || true
}
