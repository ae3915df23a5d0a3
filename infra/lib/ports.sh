# shellcheck shell=bash
# TCP ports on loopback: is one taken, by whom, and which is free.

port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Prints the pid that listens on PORT; nothing when it cannot be told (another user's process).
port_owner() {
  local hex inode fd
  printf -v hex ':%04X' "$1"
  inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }')
  [[ -n $inode ]] || return 0
  fd=$(find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\[$inode\]" -print -quit 2>/dev/null || true)
  [[ -n $fd ]] || return 0
  cut -d/ -f3 <<<"$fd"
}

# Prints "redis-server, pid 71, of the instance in /home/me/other/.data/redis", or what of that can be told.
port_owner_text() {
  local pid folder
  pid=$(port_owner "$1")
  [[ -n $pid ]] || {
    printf 'another program'
    return
  }
  printf '%s, pid %s' "$(cat "/proc/$pid/comm" 2>/dev/null)" "$pid"
  folder=$(awk '$5 == "/srv" { print $4 }' "/proc/$pid/mountinfo" 2>/dev/null || true)
  [[ -z $folder ]] || printf ', of the instance in %s' "$folder"
}

# Prints a free port, none of those given. Below 32768 the kernel hands none out for outgoing connections.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    [[ " $* " == *" $port "* ]] || port_taken "$port" || break
  done
  printf '%s' "$port"
}
