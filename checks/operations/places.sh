# shellcheck shell=bash
# Of operations.sh: a place that speaks S3, with everything encrypted.

# Goes back to a time by what is in S3, in a second set of engines.
use_s3() {
  local port place=s3://backups/operations second=$TARGET/second result=0 notes time
  port=$(free_port)
  begin_step 'S3'
  "$PROJECT/checks/s3/serve.sh" "$port" "$TARGET/s3" backups >"$WORK/s3" 2>&1 </dev/null 6>&- 7>&- &
  S3=$!
  until port_taken "$port"; do
    if ! kill -0 "$S3" 2>/dev/null; then
      wait "$S3" || result=$?
      ((result == 69)) || fail "$STEP: it ended with $result: $(tail -n 1 "$WORK/s3")"
      end_step "is not tried: $(tail -n 1 "$WORK/s3")"
      return
    fi
    sleep 0.1
  done
  end_step
  export S3_ENDPOINT=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=S3RVER AWS_SECRET_ACCESS_KEY=S3RVER
  need age
  rm -f "$WORK/key"
  age-keygen -o "$WORK/key" 2>"$WORK/public"
  RECIPIENT=$(sed -n 's/^Public key: //p' "$WORK/public")
  begin_archive "$place" --encrypt-to "$RECIPIENT" --every 1
  step 'backup to S3' "$INFRA/backup.sh" "$place" --encrypt-to "$RECIPIENT" --keep 2
  write_note 'before S3'
  time=$(time_between_notes)
  write_note 'after S3'
  end_archive
  export DATA_DIR=$second
  step 'restore from S3 to a time' "$INFRA/restore.sh" "$place" --identity "$WORK/key" --at "$time" --free-ports
  recall_instance
  notes=$(native_psql -d "$POSTGRES_DB" -Atc "select string_agg(words, ', ') from notes where words like '%S3'" </dev/null)
  [[ $notes == 'before S3' ]] || fail "restore from S3 to a time: the notes are: $notes"
  beside cleanup-db.sh --yes
  export DATA_DIR=$FIRST
  recall_instance
  kill "$S3"
  wait "$S3" || true
}
