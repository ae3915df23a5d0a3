#!/usr/bin/env bash
# Shows how the engines of this instance are: a table, again and again with --watch, or JSON with --json. Exit code 0: all
# up, 3: one is not.
# Every question has a time limit, so that a frozen engine cannot hang it.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/engines.sh"
LIMIT=2
INFRA_SCRIPTS=$(dirname "${BASH_SOURCE[0]}")

main() {
  local json='' engine results
  case ${1:-} in
    '') ;;
    --json) json=yes ;;
    --watch) watch_status "${2:-2}" ;;
    *)
      echo "usage: status.sh [--json | --watch [SECONDS]]" >&2
      [[ $1 == -h || $1 == --help ]] && exit || exit 2
      ;;
  esac
  open_instance
  if is_instance; then recall_instance; else MODE='' && recall_endpoints; fi
  results=$(mktemp -d)
  # shellcheck disable=SC2064 # its value of now
  trap "rm -rf '$results'" EXIT
  for engine in "${ENGINES[@]}"; do
    ask "$engine" >"$results/$engine" &
  done
  wait
  cd "$results"
  if [[ -n $json ]]; then as_json "${ENGINES[@]}"; else as_table "${ENGINES[@]}"; fi
  [[ $(cut -d'|' -f2 "${ENGINES[@]}" | sort -u) == up ]] || exit 3
}

# Until Ctrl-C. The screen is cleared when the next table is there, so that it does not flicker.
watch_status() {
  local table
  [[ $1 =~ ^[0-9]+$ ]] || fail "--watch $1: that is no number of seconds"
  while :; do
    table=$("$INFRA_SCRIPTS/status.sh" || true)
    printf '\033[H\033[2J%s\n%s\n' "$(date '+%F %T')" "$table"
    sleep "$1"
  done
}

# ask ENGINE: prints name|state|port|pid|memory|data|connections|health|version|detail, empty where unknown.
ask() {
  local engine=$1 pid='' state=down port memory='' data='' LIMIT=$LIMIT
  connections='' health='' version='' detail=''
  port=$(port_of "$engine")
  [[ -z $MODE ]] || pid=$("${MODE}_pid" "$engine")
  if [[ -n $pid ]]; then
    state=up
    memory=$("${MODE}_memory" "$engine")
    "ask_$engine" || state='not answering'
  fi
  [[ -z $MODE || ($MODE == compose && -z $pid) ]] || data=$("${MODE}_data_size" "$engine" || true)
  printf '%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n' \
    "$engine" "$state" "$port" "$pid" "$memory" "$data" "$connections" "$health" "$version" "$detail"
}

ask_postgresql() {
  local answer
  answer=$("${MODE}_psql" -d postgres -At -F ' ' -v database="$POSTGRES_DB" 2>/dev/null <<'SQL'
select current_setting('server_version_num')::int / 10000 || '.' || current_setting('server_version_num')::int % 100,
       count(*) - 1 || '/' || current_setting('max_connections'),
       concat_ws(', ', count(*) filter (where state = 'active') - 1 || ' active',
                 count(*) filter (where state = 'idle') || ' idle',
                 count(*) filter (where state like 'idle in transaction%') || ' in transaction',
                 (select 'database ' || pg_size_pretty(pg_database_size(oid)) from pg_database where datname = :'database'),
                 (select case when active then 'archive ' else 'archive away, ' end
                         || pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) || ' behind'
                    from pg_replication_slots where slot_name = 'conversational_bot_archive'))
  from pg_stat_activity where backend_type = 'client backend'
SQL
  ) || return 1
  read -r version connections detail <<<"$answer"
}

ask_redis() {
  local answer
  answer=$("${MODE}_redis_cli" info 2>/dev/null </dev/null | tr -d '\r') || return 1
  version=$(sed -n 's/^redis_version://p' <<<"$answer")
  [[ -n $version ]] || return 1
  connections=$(($(sed -n 's/^connected_clients://p' <<<"$answer") - 1))/$(sed -n 's/^maxclients://p' <<<"$answer")
  detail="holds $(sed -n 's/^used_memory_human://p' <<<"$answer") of $(sed -n 's/^maxmemory_human://p' <<<"$answer")"
}

ask_elasticsearch() {
  local answer
  answer=$(elasticsearch_get '/_cluster/health?filter_path=status,active_shards,unassigned_shards') || return 1
  health=$(sed -E 's/.*"status":"([a-z]+)".*/\1/' <<<"$answer")
  detail=$(sed -E 's/.*"active_shards":([0-9]+),"unassigned_shards":([0-9]+).*/\1 shards, \2 unassigned/' <<<"$answer")
  answer=$(elasticsearch_get '/_nodes/_local?filter_path=nodes.*.version' || true)
  version=$(sed -nE 's/.*"version":"([^"]+)".*/\1/p' <<<"$answer")
  answer=$(elasticsearch_get '/_nodes/_local/stats/http?filter_path=nodes.*.http.current_open' || true)
  connections=$(sed -nE 's/.*"current_open":([0-9]+).*/\1/p' <<<"$answer")
}

as_table() {
  local engine state port pid memory data connections health version detail
  printf '%-14s %-14s %-8s %6s %8s %9s %9s %12s  %s\n' ENGINE STATE VERSION PORT PID MEMORY DATA CONNECTIONS DETAIL
  while IFS='|' read -r engine state port pid memory data connections health version detail; do
    printf '%-14s %-14s %-8s %6s %8s %9s %9s %12s  %s\n' "$engine" "$state" "${version:--}" "$port" "${pid:--}" \
      "$(megabytes "$memory")" "$(megabytes "$data")" "${connections:--}" "${health}${detail:+${health:+, }$detail}"
  done < <(cat "$@")
  printf '\n%s, %s\n' "$DATA_DIR" "${MODE:-never started}"
}

megabytes() {
  [[ -n $1 ]] || {
    printf -- '-'
    return
  }
  awk -v bytes="$1" 'BEGIN { printf bytes < 1048576 ? "%.1f MB" : "%.0f MB", bytes / 1048576 }'
}

as_json() {
  local engine state port pid memory data connections health version detail comma=''
  printf '{"dataDir":%s,"mode":%s,"engines":[' "$(text "$DATA_DIR")" "$(text "$MODE")"
  while IFS='|' read -r engine state port pid memory data connections health version detail; do
    printf '%s{"name":%s,"state":%s,"up":%s,"version":%s,"port":%s,"pid":%s,"memoryBytes":%s,"dataBytes":%s' "$comma" \
      "$(text "$engine")" "$(text "$state")" "$([[ $state == up ]] && echo true || echo false)" "$(text "$version")" \
      "$port" "${pid:-null}" "${memory:-null}" "${data:-null}"
    connections=${connections%/*}
    printf ',"connections":%s,"health":%s,"detail":%s}' "${connections:-null}" "$(text "$health")" "$(text "$detail")"
    comma=,
  done < <(cat "$@")
  printf ']}\n'
}

# A JSON string, null for nothing.
text() {
  local value=${1//\\/\\\\}
  if [[ -n $1 ]]; then printf '"%s"' "${value//\"/\\\"}"; else printf null; fi
}

main "$@"
