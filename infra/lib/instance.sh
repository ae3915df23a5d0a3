# shellcheck shell=bash
# An instance is one DATA_DIR: the data of the three engines, where they answer (endpoints.env), and how they are run.

ENGINES=(postgresql redis elasticsearch)
INSTANCE_MARK='conversational-bot engines'

# Finds the project and the instance's folder, and reads the settings. Creates nothing.
open_instance() {
  local given=${DATA_DIR:-}
  PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  INFRA=$PROJECT/infra
  load_env "$PROJECT/.env"
  if [[ -n $given ]]; then
    DATA_DIR=$(realpath -m "$given")
  else
    DATA_DIR=$(cd "$PROJECT" && realpath -m "${DATA_DIR:-.data}")
  fi
  POSTGRES_DB=${POSTGRES_DB:-conversational_bot}
  POSTGRES_USER=${POSTGRES_USER:-postgres}
  read_secret POSTGRES_PASSWORD
  ELASTICSEARCH_HEAP=${ELASTICSEARCH_HEAP:-1g}
  export DATA_DIR
}

is_instance() {
  [[ -f $DATA_DIR/instance && $(head -n 1 "$DATA_DIR/instance") == "$INSTANCE_MARK" ]]
}

# One script at a time works on an instance. Servers must not inherit descriptor 9, or they would hold the lock.
lock_instance() {
  mkdir -p "$DATA_DIR" || fail "cannot create the data folder $DATA_DIR"
  exec 9>"$DATA_DIR/lock"
  flock -n 9 || {
    say "waiting for another script that works on $DATA_DIR"
    flock -w 300 9 || fail "another script has been working on $DATA_DIR for five minutes"
  }
}

# instance_note KEY: what the instance remembers of itself: mode (native, compose), ports (free, given).
instance_note() {
  sed -n "s/^$1=//p" "$DATA_DIR/instance" 2>/dev/null || true
}

write_instance() {
  printf '%s\nmode=%s\nports=%s\n' "$INSTANCE_MARK" "$MODE" "$PORTS" >"$DATA_DIR/instance.new"
  mv "$DATA_DIR/instance.new" "$DATA_DIR/instance"
}

# remembered KEY: a value of endpoints.env.
remembered() {
  sed -n "s/^$1=//p" "$DATA_DIR/endpoints.env" 2>/dev/null || true
}

write_endpoints() {
  local new=$DATA_DIR/endpoints.env.new
  (
    umask 077 # it may hold the password
    {
      printf 'POSTGRES_HOST=%s\nPOSTGRES_PORT=%s\n' "$POSTGRES_HOST" "$POSTGRES_PORT"
      # These, whatever .env says.
      [[ $PORTS != free ]] || printf '%s_HOSTS=\n' POSTGRES POSTGRES_REPLICA REDIS ELASTICSEARCH
      printf 'POSTGRES_DB=%s\nPOSTGRES_USER=%s\n' "$POSTGRES_DB" "$POSTGRES_USER"
      [[ -z $POSTGRES_PASSWORD ]] || printf 'POSTGRES_PASSWORD=%s\n' "$POSTGRES_PASSWORD"
      printf 'REDIS_HOST=%s\nREDIS_PORT=%s\n' "$REDIS_HOST" "$REDIS_PORT"
      [[ $PORTS != free ]] || printf '%s\n' REDIS_MODE=single REDIS_CACHE_HOST= REDIS_CACHE_HOSTS=
      printf 'ELASTICSEARCH_HOST=%s\nELASTICSEARCH_PORT=%s\n' "$ELASTICSEARCH_HOST" "$ELASTICSEARCH_PORT"
      printf 'ELASTICSEARCH_TRANSPORT_PORT=%s\n' "$ELASTICSEARCH_TRANSPORT_PORT"
    } >"$new"
  )
  mv "$new" "$DATA_DIR/endpoints.env"
}

# choose_engines a,b: prints the engines named by --only, one a line, all without it.
choose_engines() {
  local name
  [[ -n $1 ]] || {
    printf '%s\n' "${ENGINES[@]}"
    return
  }
  for name in ${1//,/ }; do
    [[ " ${ENGINES[*]} " == *" $name "* ]] || fail "no engine is called '$name'; there are: ${ENGINES[*]}"
    printf '%s\n' "$name"
  done
}
