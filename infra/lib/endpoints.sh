# shellcheck shell=bash
# Where each engine answers: HOST and PORT variables, from (first wins) a running engine's own, the environment and .env,
# what the instance remembers, the usual port. An instance of free ports never looks at the environment's.

# port_variables ENGINE: "NAME USUAL" lines.
port_variables() {
  case $1 in
    postgresql) echo "POSTGRES_PORT 5432" ;;
    redis) echo "REDIS_PORT 6379" ;;
    elasticsearch) printf '%s\n' "ELASTICSEARCH_PORT 9200" "ELASTICSEARCH_TRANSPORT_PORT 9300" ;;
  esac
}

host_variable() {
  case $1 in
    postgresql) echo POSTGRES_HOST ;;
    redis) echo REDIS_HOST ;;
    elasticsearch) echo ELASTICSEARCH_HOST ;;
  esac
}

port_of() {
  local name
  name=$(port_variables "$1")
  name=${name%% *}
  printf '%s' "${!name}"
}

# An engine on another host is somebody else's to run, and so are several hosts: a primary and its standbys, a cluster.
is_local() {
  local name several
  [[ $1 != redis || ${REDIS_MODE:-single} == single ]] || return 1
  name=$(host_variable "$1")
  several=${name}S
  [[ -z ${!several:-} ]] || return 1
  [[ ${!name} =~ ^(localhost|127\.0\.0\.1|::1)$ ]]
}

resolve_hosts() {
  local engine name
  [[ $PORTS != free ]] || POSTGRES_REPLICA_HOSTS='' REDIS_MODE=single
  for engine in "${ENGINES[@]}"; do
    name=$(host_variable "$engine")
    [[ $PORTS != free ]] || printf -v "${name}S" ''
    if [[ $PORTS == free || -z ${!name:-} ]]; then
      printf -v "$name" localhost
    fi
  done
}

# resolve_ports ENGINE...: sets every port variable; for the named engines, which are about to start, checks or chooses.
resolve_ports() {
  local engine name usual port given used=()
  for engine in "${ENGINES[@]}"; do
    while read -r name usual; do
      port=$(remembered "$name")
      given=${!name:-}
      if [[ -n $port && -n $("${MODE}_pid" "$engine") ]]; then
        : # it runs there
      elif [[ $PORTS == free ]]; then
        if [[ -z $port ]] || { [[ " $* " == *" $engine "* ]] && port_taken "$port"; }; then
          port=$(free_port "${used[@]}")
        fi
      else
        port=${given:-${port:-$usual}}
        [[ $port =~ ^[0-9]{1,5}$ ]] || fail "$name=$port is no port"
        if [[ " $* " == *" $engine "* ]] && port_taken "$port"; then
          fail "port $port for $engine is taken ($(port_owner_text "$port")): stop that, set $name, or use --free-ports"
        fi
      fi
      used+=("$port")
      printf -v "$name" %s "$port"
    done < <(port_variables "$engine")
  done
}

# For scripts that start nothing.
recall_endpoints() {
  local engine name usual
  PORTS=$(instance_note ports)
  for engine in "${ENGINES[@]}"; do
    name=$(host_variable "$engine")
    printf -v "$name" %s "$(remembered "$name")"
    while read -r name usual; do
      printf -v "$name" %s "$(remembered "$name")"
      [[ -n ${!name} ]] || printf -v "$name" %s "$usual"
    done < <(port_variables "$engine")
  done
  resolve_hosts
  name=$(remembered POSTGRES_DB) && POSTGRES_DB=${name:-$POSTGRES_DB}
  name=$(remembered POSTGRES_USER) && POSTGRES_USER=${name:-$POSTGRES_USER}
}
