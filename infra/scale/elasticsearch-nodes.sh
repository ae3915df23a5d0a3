#!/usr/bin/env bash
# A cluster of three nodes of Elasticsearch on this machine, to try what searches do when one of them dies. The data are for
# that alone. docs/scaling.md says how a real one is set up.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"
source "$(dirname "${BASH_SOURCE[0]}")/../lib/servers.sh"

ENGINE=elasticsearch
SERVERS=(node1 node2 node3)

usage() {
  cat <<TEXT
usage: elasticsearch-nodes.sh up [--until-pid PID] [--quiet]
       elasticsearch-nodes.sh status | down
       elasticsearch-nodes.sh kill | start | freeze | thaw [node1|node2|node3]

  up       starts three nodes and waits until they are one cluster
  status   where each answers, and what it says of the cluster
  kill     ends a node without a goodbye (node1), as when its machine fails; start brings it back
  freeze   stops a node's processes where they are; thaw lets them go on
  down     stops all and deletes their data

  --until-pid PID  all stop by themselves when that process ends

Settings come from the environment, then from .env: DATA_DIR (.data/elasticsearch-nodes), ELASTICSEARCH_HEAP (384m, of each).
On free ports of loopback. endpoints.env in DATA_DIR says what to start a node of the service with.
TEXT
}

main() {
  local command=${1:-} server='' until_pid=''
  (($#)) && shift
  case $command in
    up | status | down) ;;
    kill | start | freeze | thaw) server=node1 ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
  while (($#)); do
    case $1 in
      node[123])
        [[ -n $server ]] || { usage >&2 && exit 2; }
        server=$1
        ;;
      --until-pid) until_pid=${2:?--until-pid needs a number} && shift ;;
      --quiet) QUIET=yes ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  need flock curl
  export ELASTICSEARCH_HEAP=${ELASTICSEARCH_HEAP:-384m}
  open_servers .data/elasticsearch-nodes
  ELASTICSEARCH_HOME=$CACHE_DIR/elasticsearch-$ELASTICSEARCH_VERSION
  case $command in
    up) up "$until_pid" ;;
    status) show ;;
    down) stop_servers ;;
    kill) kill_server "$server" ;;
    start) start "$server" ;;
    freeze) send STOP "$server" ;;
    thaw) send CONT "$server" ;;
  esac
}

# up PID: until that process ends, when there is one.
up() {
  local server hosts=''
  none_runs
  trap 'stop_servers >/dev/null' ERR
  native_prepare elasticsearch
  for server in "${SERVERS[@]}"; do
    of "$server" take_ports
    hosts+=,127.0.0.1:$(of "$server" remembered ELASTICSEARCH_PORT)
  done
  say "starting three nodes"
  for server in "${SERVERS[@]}"; do
    # Who may be the first master; at the first start only, or a node that lost its data would found a cluster of its own.
    launch "$server" -E cluster.initial_master_nodes="$(IFS=, && echo "${SERVERS[*]}")"
  done
  for server in "${SERVERS[@]}"; do
    join "$server"
  done
  trap - ERR
  supervise_servers "$1"
  printf 'ELASTICSEARCH_HOSTS=%s\n' "${hosts#,}" >"$FOLDER/endpoints.env"
  say "ready; what to start a node of the service with: $FOLDER/endpoints.env"
}

start() {
  [[ -z $(of "$1" native_pid elasticsearch) ]] || fail "the $1 runs already"
  native_prepare elasticsearch
  launch "$1"
  join "$1"
  say "the $1 is back"
}

# launch NODE OPTION...: node.name and discovery.type of elasticsearch.yml are those of a single one.
launch() {
  local node=$1 server seeds=''
  shift
  for server in "${SERVERS[@]}"; do
    seeds+=,127.0.0.1:$(of "$server" remembered ELASTICSEARCH_TRANSPORT_PORT)
  done
  ELASTICSEARCH_CLUSTER=(-E discovery.type=multi-node -E node.name="$node" -E discovery.seed_hosts="${seeds#,}" "$@")
  of "$node" native_launch elasticsearch 7>&-
}

# join NODE: waits until it is one of three, or of as many as there are.
join() {
  local count=0 server LAUNCHED=''
  for server in "${SERVERS[@]}"; do
    [[ -z $(of "$server" native_pid elasticsearch) ]] || count=$((count + 1))
  done
  of "$1" await elasticsearch "$START_TIMEOUT" || fail "the $1 did not start: $(of "$1" native_log_hint elasticsearch)"
  LIMIT=65 of "$1" elasticsearch_get "/_cluster/health?wait_for_nodes=ge($count)&timeout=60s" >/dev/null ||
    fail "the $1 has not joined the cluster: $(of "$1" native_log_hint elasticsearch)"
}

show() {
  local server
  for server in "${SERVERS[@]}"; do
    printf '%s, port %s: %s\n' "$server" "$(of "$server" remembered ELASTICSEARCH_PORT)" "$(state_of "$server" \
      elasticsearch_get '/_cat/health?h=status,node.total,shards,unassign')"
  done
}

main "$@"
