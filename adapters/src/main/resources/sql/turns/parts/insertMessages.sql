    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, wanted, status,
                          finish_reason, model, cached, prompt_tokens, completion_tokens, cached_tokens,
                          reasoning_tokens, latency_ms, tokens, chain, created_at)
