insert into audit_log (id, at, actor_id, key_id, action, target_id, address, request_id, outcome)
