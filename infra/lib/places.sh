# shellcheck shell=bash
# Where backups are: a folder, or a place that speaks S3 (s3://BUCKET/PREFIX). Of such a place BACKUPS is a mirror in
# DATA_DIR, which each script begins anew: it has the manifest and the sums of each backup there, so that both look alike,
# and the one backup that comes or goes. Needs backups.sh.

# use_place PLACE: sets PLACE, REMOTE (what rclone calls it, empty for a folder) and BACKUPS.
use_place() {
  local mark
  PLACE=$1 REMOTE=''
  if [[ $PLACE != s3://* ]]; then
    BACKUPS=$(realpath -m "$PLACE")
    return
  fi
  PLACE=${PLACE%/}
  [[ $PLACE =~ ^s3://[a-z0-9][a-z0-9.-]+(/[A-Za-z0-9._-]+)*$ ]] || fail "$1 is not of the form s3://BUCKET/PREFIX"
  REMOTE=:s3:${PLACE#s3://}
  use_rclone
  mark=$(sha256sum <<<"${0##*/} $PLACE")
  BACKUPS=$DATA_DIR/places/${mark:0:8}
}

# Its settings are in the environment, which other users cannot see, and credentials are where the tools of AWS look for
# them. The array is the beginning of each call: a function would stand between a step and its program.
use_rclone() {
  local name
  need rclone
  for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; do
    read_secret "$name"
    if [[ -n ${!name} ]]; then export "${name?}"; else unset "$name"; fi
  done
  export RCLONE_CONFIG=/dev/null RCLONE_S3_ENV_AUTH=true RCLONE_S3_NO_CHECK_BUCKET=true
  export RCLONE_S3_REGION=${AWS_REGION:-us-east-1} RCLONE_S3_PROVIDER=AWS
  # Authorities of one's own: rclone fails where it finds the setting of AWS' tools
  if [[ -n ${AWS_CA_BUNDLE:-} ]]; then export RCLONE_CA_CERT=$AWS_CA_BUNDLE && unset AWS_CA_BUNDLE; fi
  if [[ -n ${S3_ENDPOINT:-} ]]; then export RCLONE_S3_PROVIDER=Other RCLONE_S3_ENDPOINT=$S3_ENDPOINT; fi
  RCLONE=(rclone --quiet --contimeout 10s --timeout 60s --retries 3 --low-level-retries 3)
}

# Lets one script of this kind at a time work on the place, and makes a mirror empty.
lock_place() {
  make_folder "$BACKUPS"
  BACKUPS=$(realpath "$BACKUPS")
  exec 7>"$BACKUPS/.lock"
  flock -n 7 || fail "another ${0##*/} works on ${REMOTE:+$PLACE by way of }$BACKUPS"
  [[ -z $REMOTE ]] || {
    chmod 700 "$BACKUPS"
    find "$BACKUPS" -mindepth 1 -maxdepth 1 ! -name .lock -exec rm -rf {} +
  }
}

# What is there of a remote place; says so when it cannot be reached.
fetch_list() {
  [[ -n $REMOTE ]] || return 0
  begin_step 'list of backups'
  in_step "${RCLONE[@]}" copy "$REMOTE" "$BACKUPS" --include '/[0-9]*Z/manifest' --include '/[0-9]*Z/SHA256SUMS'
  end_step "$(list_backups "$BACKUPS" | wc -l)"
}

# fetch_backup NAME: into the mirror, whole.
fetch_backup() {
  begin_step 'download'
  need_space "$BACKUPS" "$(($(remote_bytes "$REMOTE/$1") / 1048576 + 10))" "the backup"
  in_step "${RCLONE[@]}" copy "$REMOTE/$1" "$BACKUPS/$1"
  end_step "$(size_of "$BACKUPS/$1")"
}

remote_bytes() {
  "${RCLONE[@]}" size --json "$1" 2>/dev/null </dev/null | sed -nE 's/.*"bytes":([0-9]+).*/\1/p' | grep . || echo 0
}

# send_backup NAME: the sums last, since a folder that has none is no backup.
send_backup() {
  begin_step 'upload'
  SENDING=$REMOTE/$1
  in_step "${RCLONE[@]}" copy "$BACKUPS/$1" "$SENDING" --exclude /SHA256SUMS
  in_step "${RCLONE[@]}" copyto "$BACKUPS/$1/SHA256SUMS" "$SENDING/SHA256SUMS"
  SENDING=''
  end_step "$(size_of "$BACKUPS/$1")"
}

# Of an upload that was cut off; not for long, since somebody may wait for the end of the script.
# shellcheck disable=SC2317 # called at the end
forget_upload() {
  [[ -z ${SENDING:-} ]] || timeout 20 "${RCLONE[@]}" purge "$SENDING" >/dev/null 2>&1 </dev/null || true
}

# delete_backup NAME: what makes it a backup goes first.
delete_backup() {
  if [[ -n $REMOTE ]]; then
    if ! { "${RCLONE[@]}" deletefile "$REMOTE/$1/SHA256SUMS" && "${RCLONE[@]}" purge "$REMOTE/$1"; } 2>"$WORK/log" </dev/null; then
      fail "$PLACE/$1 cannot be deleted: $(trouble_in "$WORK/log")"
    fi
    rm -rf "${BACKUPS:?}/$1"
  else
    mv "$BACKUPS/$1" "$BACKUPS/$1.unfinished"
    rm -rf "$BACKUPS/$1.unfinished"
  fi
}

# Uploads that were cut off more than a day ago; a younger one may go on.
delete_unfinished() {
  local name yesterday
  rm -rf "$BACKUPS"/*.unfinished
  [[ -n $REMOTE ]] || return 0
  yesterday=$(date -u -d '1 day ago' +%Y%m%dT%H%M%SZ)
  while IFS= read -r name; do
    name=${name%/}
    [[ $name =~ ^[0-9]{8}T[0-9]{6}Z$ && $name < $yesterday && ! -e $BACKUPS/$name/SHA256SUMS ]] || continue
    "${RCLONE[@]}" purge "$REMOTE/$name" >/dev/null 2>&1 </dev/null || true
  done < <("${RCLONE[@]}" lsf --dirs-only "$REMOTE" 2>/dev/null </dev/null)
}
