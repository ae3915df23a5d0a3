-- A message of a page, but for its content, which a running answer has elsewhere.
       coalesce(m.id, r.id) as id, s.id as conversation_id, m.at as seq, coalesce(m.parent_id, r.parent_id) as parent_id,
       coalesce(m.role, 'assistant') as role, m.parts,
       coalesce(m.status, 'generating') as status, m.finish_reason, coalesce(m.model, r.model) as model,
       coalesce(m.cached, false) as cached, m.prompt_tokens, m.completion_tokens, m.cached_tokens, m.reasoning_tokens,
       m.latency_ms, f.rating, coalesce(m.created_at, r.started_at) as created_at
