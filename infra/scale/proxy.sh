#!/usr/bin/env bash
# HAProxy or nginx in front of several nodes of the service, on a free port of this machine, with the settings of haproxy.cfg
# or nginx.conf.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/engines.sh"

# How the functions of native.sh call it: its folder in DATA_DIR, and in infra.
NAME=scale

usage() {
  cat <<TEXT
usage: proxy.sh up haproxy|nginx NODE... [--until-pid PID] [--quiet]
       proxy.sh status | kill | start | down

  up       starts it in front of nodes, each as host:port, and writes where it answers into DATA_DIR/endpoints.env
  status   where it answers
  kill     ends it without a goodbye, as when its machine fails; start brings it back at the same port
  down     ends it and deletes its files

  --until-pid PID  it stops by itself when that process ends

Settings come from the environment, then from .env: DATA_DIR (.data/proxy). Every node needs TRUSTED_PROXIES=127.0.0.1.
TEXT
}

main() {
  local command=${1:-} until_pid=''
  (($#)) && shift
  KIND='' NODES=()
  while (($#)); do
    case $1 in
      haproxy | nginx) KIND=$1 ;;
      --until-pid) until_pid=${2:?--until-pid needs a number} && shift ;;
      --quiet) QUIET=yes ;;
      *:*) NODES+=("$1") ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift
  done
  DATA_DIR=${DATA_DIR:-.data/proxy}
  open_instance
  MODE=native
  case $command in
    up)
      [[ -n $KIND && ${#NODES[@]} -gt 0 ]] || { usage >&2 && exit 2; }
      up
      [[ -z $until_pid ]] || supervise "$until_pid"
      ;;
    status)
      [[ -n $(native_pid "$NAME") ]] || fail "no proxy runs"
      echo "port $(remembered PROXY_PORT): pid $(native_pid "$NAME")"
      ;;
    kill)
      [[ -n $(native_pid "$NAME") ]] || fail "no proxy runs"
      # shellcheck disable=SC2046 # a list of pids, with the workers
      kill -s KILL $(native_processes "$NAME")
      native_wait_gone "$NAME" 50 || fail "the proxy cannot be killed"
      say "the proxy is dead"
      ;;
    start) start ;;
    down)
      rm -f "$DATA_DIR/until-pid"
      native_stop "$NAME"
      rm -rf "${DATA_DIR:?}/$NAME" "$DATA_DIR/endpoints.env"
      ;;
    -h | --help) usage ;;
    *) usage >&2 && exit 2 ;;
  esac
}

up() {
  [[ -z $(native_pid "$NAME") ]] || fail "a proxy runs already: see status, or down"
  rm -rf "${DATA_DIR:?}/$NAME"
  launch "$(free_port)"
  printf 'PROXY_PORT=%s\n' "$PORT" >"$DATA_DIR/endpoints.env"
  say "ready at port $PORT"
}

start() {
  [[ -n $(remembered PROXY_PORT) ]] || fail "there is no proxy to start: see up"
  [[ -z $(native_pid "$NAME") ]] || fail "the proxy runs already"
  KIND=nginx
  [[ ! -f $DATA_DIR/$NAME/haproxy.cfg ]] || KIND=haproxy
  native_settle "$NAME"
  launch "$(remembered PROXY_PORT)"
  say "ready at port $PORT"
}

# launch PORT: returns when it answers.
launch() {
  local left=100
  PORT=$1
  native_prepare postgresql # the root file system
  native_launch "$NAME"
  until curl --silent --noproxy '*' --max-time 2 --output /dev/null "http://127.0.0.1:$PORT/"; do
    ! native_failed "$NAME" || fail "$KIND did not start: $(tail -n 3 "$DATA_DIR/$NAME/log" | paste -s -d ' ')"
    ((left-- > 0)) || fail "$KIND does not answer: $(tail -n 3 "$DATA_DIR/$NAME/log" | paste -s -d ' ')"
    sleep 0.1
  done
}

# Stops it when the process PID is gone, or when another call has set until-pid.
supervise() {
  printf '%s\n' "$1" >"$DATA_DIR/until-pid"
  (
    cd /
    exec </dev/null >>"$DATA_DIR/supervisor.log" 2>&1
    trap '' HUP
    while kill -0 "$1" 2>/dev/null; do
      [[ $(cat "$DATA_DIR/until-pid" 2>/dev/null) == "$1" ]] || exit 0
      sleep 1
    done
    native_stop "$NAME"
  ) &
}

# One that was there before starts as it was.
# shellcheck disable=SC2317 # called by native_launch
native_prepare_scale() {
  local folder=$DATA_DIR/$NAME one number=0 nodes=''
  [[ ! -d $folder/temporary ]] || return 0
  mkdir -p "$folder/temporary"
  for one in "${NODES[@]}"; do
    number=$((number + 1))
    if [[ $KIND == haproxy ]]; then
      nodes+="\n  server node$number $one"
    else
      nodes+="\n  server $one max_fails=1 fail_timeout=2s;"
    fi
  done
  if [[ $KIND == haproxy ]]; then
    sed -e '/^  server /d' -e "s|^  # NODES|${nodes#\\n}|" -e "s|^  bind .*|  bind 127.0.0.1:$PORT|" "$INFRA/scale/haproxy.cfg" \
      >"$folder/haproxy.cfg"
  else
    sed -e '/^  server 127/d' -e "s|^  # NODES|${nodes#\\n}|" -e "s|^  listen .*|  listen 127.0.0.1:$PORT;|" "$INFRA/scale/nginx.conf" \
      >"$folder/nodes.conf"
    cat >"$folder/nginx.conf" <<TEXT
pid /srv/pid;
worker_processes 2;
events {}
http {
  access_log off;
  client_body_temp_path /srv/temporary/body;
  proxy_temp_path /srv/temporary/proxy;
  fastcgi_temp_path /srv/temporary/fastcgi;
  uwsgi_temp_path /srv/temporary/uwsgi;
  scgi_temp_path /srv/temporary/scgi;
  include /srv/nodes.conf;
}
TEXT
  fi
}

# shellcheck disable=SC2317 # called by native_launch
native_command_scale() {
  if [[ $KIND == haproxy ]]; then
    COMMAND=(/usr/sbin/haproxy -f /srv/haproxy.cfg -p /srv/pid -D)
  else
    COMMAND=(/usr/sbin/nginx -c /srv/nginx.conf -e stderr -g 'daemon off;')
  fi
}

main "$@"
