#!/usr/bin/env bash
# Runs the exporters of the three engines for Prometheus, on loopback, until Ctrl-C or until one of them ends. They are
# Debian's packages prometheus-postgres-exporter, prometheus-redis-exporter and prometheus-elasticsearch-exporter. The
# engines are those of this instance, or of .env and the environment; EXPORTERS names some of "postgresql redis
# elasticsearch". Of several servers of one engine each needs an exporter of its own.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"
declare -A PORTS_OF_EXPORTERS=([postgresql]=9187 [redis]=9121 [elasticsearch]=9114)
declare -A PROGRAMS=(
  [postgresql]=prometheus-postgres-exporter
  [redis]=prometheus-redis-exporter
  [elasticsearch]=prometheus-elasticsearch-exporter
)

main() {
  local engine started=()
  (($# == 0)) || {
    echo "usage: exporters.sh, with EXPORTERS='postgresql redis elasticsearch' or some of them" >&2
    [[ $1 == -h || $1 == --help ]] && exit || exit 2
  }
  open_instance
  if is_instance; then recall_endpoints; fi
  POSTGRES_HOST=${POSTGRES_HOST:-localhost} POSTGRES_PORT=${POSTGRES_PORT:-5432}
  REDIS_HOST=${REDIS_HOST:-localhost} REDIS_PORT=${REDIS_PORT:-6379}
  ELASTICSEARCH_HOST=${ELASTICSEARCH_HOST:-localhost} ELASTICSEARCH_PORT=${ELASTICSEARCH_PORT:-9200}
  for engine in ${EXPORTERS:-postgresql redis elasticsearch}; do
    [[ -n ${PROGRAMS[$engine]:-} ]] || fail "EXPORTERS names $engine, and there is no such engine"
    command -v "${PROGRAMS[$engine]}" >/dev/null \
      || fail "there is no ${PROGRAMS[$engine]}: apt-get install ${PROGRAMS[$engine]}"
  done
  # shellcheck disable=SC2064 # jobs of then
  trap 'trap - EXIT; kill $(jobs -p) 2>/dev/null || true; wait' EXIT INT TERM
  for engine in ${EXPORTERS:-postgresql redis elasticsearch}; do
    "export_$engine" &
    started+=("$engine at http://127.0.0.1:$(exporter_port "$engine")/metrics")
  done
  say "$(printf '%s\n' "${started[@]}")"
  wait -n || true
  fail "an exporter ended"
}

exporter_port() {
  local name=${1^^}_EXPORTER_PORT
  printf '%s' "${!name:-${PORTS_OF_EXPORTERS[$1]}}"
}

# A user with the role pg_monitor is enough: POSTGRES_EXPORTER_USER and POSTGRES_EXPORTER_PASSWORD. The driver of the
# exporter does not know "prefer".
export_postgresql() {
  local mode=${POSTGRES_SSLMODE:-prefer} password=POSTGRES_PASSWORD
  case $mode in prefer | allow) mode=disable ;; esac
  [[ -z ${POSTGRES_EXPORTER_USER:-} ]] || password=POSTGRES_EXPORTER_PASSWORD
  read_secret "$password"
  DATA_SOURCE_URI="$POSTGRES_HOST:$POSTGRES_PORT/${POSTGRES_DB:-conversational_bot}?sslmode=$mode" \
    DATA_SOURCE_USER=${POSTGRES_EXPORTER_USER:-${POSTGRES_USER:-postgres}} \
    DATA_SOURCE_PASS=${!password} \
    exec "${PROGRAMS[postgresql]}" --web.listen-address="127.0.0.1:$(exporter_port postgresql)" \
    --no-collector.bgwriter --disable-settings-metrics --log.level=warn
}

export_redis() {
  local scheme=redis
  [[ ${REDIS_TLS:-false} != true ]] || scheme=rediss
  read_secret REDIS_PASSWORD
  REDIS_ADDR=$scheme://$REDIS_HOST:$REDIS_PORT REDIS_USER=${REDIS_USERNAME:-} REDIS_PASSWORD=$REDIS_PASSWORD \
    exec "${PROGRAMS[redis]}" -web.listen-address="127.0.0.1:$(exporter_port redis)"
}

export_elasticsearch() {
  read_secret ELASTICSEARCH_PASSWORD
  read_secret ELASTICSEARCH_API_KEY
  ES_USERNAME=${ELASTICSEARCH_USER:-} ES_PASSWORD=$ELASTICSEARCH_PASSWORD ES_API_KEY=$ELASTICSEARCH_API_KEY \
    exec "${PROGRAMS[elasticsearch]}" --web.listen-address="127.0.0.1:$(exporter_port elasticsearch)" \
    --es.uri="${ELASTICSEARCH_SCHEME:-http}://$ELASTICSEARCH_HOST:$ELASTICSEARCH_PORT" --es.all --log.level=warn
}

main "$@"
