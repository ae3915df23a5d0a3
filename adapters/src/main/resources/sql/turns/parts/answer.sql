-- The values of insertMessages.sql for the answer of an asked turn.
    select user_id, conversation_id, answer_seq, id, parent_id, parent_seq, answer_role, answer_content, answer_parts, null,
           answer_status, finish_reason, answer_model, answer_cached, prompt_tokens, completion_tokens, cached_tokens,
           reasoning_tokens, latency_ms, answer_tokens, answer_chain, answer_created_at
