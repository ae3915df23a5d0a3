    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, model, cached,
                          prompt_tokens, completion_tokens, latency_ms, tokens, chain, created_at)
