-- The columns of a message "m", as MessageRow reads them; it reads the rating of its feedback, too.
       m.id, m.conversation_id, m.seq, m.parent_id, m.role, m.content, m.parts, m.status, m.finish_reason, m.model,
       m.cached, m.prompt_tokens, m.completion_tokens, m.cached_tokens, m.reasoning_tokens, m.latency_ms, m.created_at
