# shellcheck shell=bash
# Of operations.sh: an installation with many messages, and users who write.

USERS=8
PER_CONVERSATION=50

# serve_messages NUMBER
serve_messages() {
  step 'engines' "$INFRA/start-db.sh" --free-ports
  recall_instance
  use_endpoints
  step 'migration' node_command db migrate config.yml
  begin_step 'node'
  launch_node "$DATA_DIR/node.log"
  await_node "$DATA_DIR/node.log" 300
  end_step
  curl --silent --fail --output /dev/null --header 'Content-Type: application/json' "http://localhost:$SERVER_PORT/api/v1/users" \
    --data '{"email": "many@example.com", "password": "correct horse battery"}'
  conversations "$(($1 / PER_CONVERSATION))" "$PER_CONVERSATION" >"$WORK/many.jsonl"
  step "import of $1 messages" node_command import config.yml --user many@example.com "$WORK/many.jsonl"
}

# conversations NUMBER MESSAGES: as lines of JSON.
conversations() {
  awk -v number="$1" -v each="$2" 'BEGIN {
    for (c = 0; c < number; c++) {
      printf "{\"id\": \"%d\", \"title\": \"number %d\", \"messages\": [", c, c
      for (m = 0; m < each; m++)
        printf "%s{\"role\": \"%s\", \"text\": \"message %d of conversation %d, about harbour %d and lighthouse %d\"}",
          m ? ", " : "", m % 2 ? "assistant" : "user", m, c, c * 31 % 977, m * 17 % 89
      print "]}"
    }
  }'
}

# Until users_end. Returns when messages come.
users_write() {
  local before
  conversations "$((USERS * 10))" 6 >"$WORK/users.jsonl"
  before=$(messages_kept)
  touch "$WORK/writing"
  while [[ -e $WORK/writing ]]; do
    "$INFRA/smoke.sh" "$WORK/users.jsonl" --url "http://localhost:$SERVER_PORT" --users "$USERS" --conversations "$((USERS * 10))" \
      --keep >"$WORK/users" 2>&1 </dev/null || true
  done &
  WRITERS=$!
  begin_step "$USERS users write"
  until (($(messages_kept) > before + 50)); do sleep 0.2; done
  end_step
}

# They end the round that they are in.
users_end() {
  begin_step 'users end'
  rm -f "$WORK/writing"
  wait "$WRITERS" || true
  end_step "$(messages_kept) messages"
}

messages_kept() {
  native_psql -d "$POSTGRES_DB" -Atc 'select count(*) from messages' </dev/null 2>/dev/null || echo 0
}
