-- Makes many users with one conversation each, all with the messages of one that the service itself wrote.
-- Parameters: first and last number, the conversation that is copied.
with numbers as (
    select i, ('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid as user_id,
           ('0198c0de-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as conversation_id
      from generate_series(?::bigint, ?::bigint) i
), original as materialized (
    select * from conversations where id = ?::uuid
), added_users as (
    insert into users (id, email, email_key, password_hash, role, created_at)
    select n.user_id, n.i || '@example.com', n.i || '@example.com', u.password_hash, 'user', now()
      from numbers n, original o join users u on u.id = o.user_id
), added_sessions as (
    insert into sessions (user_id, id, digest, created_at, last_seen_at, ends_at)
    select n.user_id, n.conversation_id,
           rtrim(translate(encode(sha256(
               (rtrim(translate(encode(uuid_send(n.user_id), 'base64'), '+/', '-_'), '=') || '.' || repeat('A', 43))::bytea
           ), 'base64'), '+/', '-_'), '='),
           now(), now(), now() + interval '1 day'
      from numbers n
), added_conversations as (
    insert into conversations (user_id, id, title, model, system_prompt, pinned, archived, message_count, last_seq,
                               head_seq, created_at, updated_at, version)
    select n.user_id, n.conversation_id, o.title, o.model, o.system_prompt, o.pinned, o.archived, o.message_count,
           o.last_seq, o.head_seq, o.created_at, o.updated_at, o.version
      from numbers n, original o
)
insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, status,
                      finish_reason, model, cached, prompt_tokens, completion_tokens, cached_tokens, reasoning_tokens,
                      latency_ms, tokens, chain, created_at)
select n.user_id, n.conversation_id, m.seq, ('0198' || substr(md5(n.i || ' ' || m.seq), 5))::uuid,
       case when m.parent_id is not null then ('0198' || substr(md5(n.i || ' ' || m.parent_seq), 5))::uuid end, m.parent_seq, m.role, m.content,
       m.parts, m.status, m.finish_reason, m.model, m.cached, m.prompt_tokens, m.completion_tokens, m.cached_tokens,
       m.reasoning_tokens, m.latency_ms, m.tokens, m.chain, m.created_at
  from numbers n, original o
  join messages m on m.user_id = o.user_id and m.conversation_id = o.id
