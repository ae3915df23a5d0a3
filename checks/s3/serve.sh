#!/usr/bin/env bash
# Serves S3 on loopback until it is ended: serve.sh PORT FOLDER BUCKET. Its one account is S3RVER, with the secret S3RVER.
# Exit code 69: there is no Node here, or npm cannot bring the server. It is installed into application/target/s3, once.
set -euo pipefail

port=$1 folder=$2 bucket=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/../../application/target/s3

unavailable() {
  printf 'serve.sh: %s\n' "$1" >&2
  exit 69
}

for program in node npm; do
  command -v "$program" >/dev/null || unavailable 'Node is not installed'
done
mkdir -p "$target" "$folder"
target=$(cd "$target" && pwd)
# Two may come at once
exec 9>"$target/.lock"
flock 9
if [[ ! -d $target/node_modules/s3rver ]] || ! cmp -s "$here/package-lock.json" "$target/package-lock.json"; then
  cp "$here"/{package.json,package-lock.json,.npmrc} "$target/"
  (cd "$target" && npm ci --prefer-offline >"$target/log" 2>&1 </dev/null) || unavailable "npm cannot bring s3rver: $(grep -m1 error "$target/log")"
fi
exec 9>&-
exec node "$target/node_modules/s3rver/bin/s3rver.js" --address 127.0.0.1 --port "$port" --directory "$folder" \
  --configure-bucket "$bucket" --silent
