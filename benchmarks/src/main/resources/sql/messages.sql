-- Fills the copied conversations of users, which are empty, with messages of 60 words, and notes their changes as turns do.
-- Frequent words are short and rare words long, as in speech; a word has letters only.
-- Parameters: first and last number of the users, messages each.
with numbers as (
    select i, ('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid as user_id,
           ('0198c0de-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid as conversation_id, s as seq
      from generate_series(?::bigint, ?::bigint) i, generate_series(1, ?::bigint) s
), texts as (
    select n.*, (select string_agg(translate((3 + 20000 * power(random(), 4))::integer::text, '0123456789', 'aeioulnrst'), ' ')
                   from generate_series(1, 60)
                  where n.seq > 0) as content
      from numbers n
), heads as (
    update conversations c
       set title = 'Of many things', message_count = h.messages, last_seq = h.messages, head_seq = h.messages,
           version = c.version + 1
      from (select user_id, conversation_id, max(seq) as messages from numbers group by 1, 2) h
     where c.user_id = h.user_id and c.id = h.conversation_id
), inserted as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, cached,
                          prompt_tokens, completion_tokens, tokens, chain, created_at)
    select t.user_id, t.conversation_id, t.seq, ('0198' || substr(md5(t.i || ' ' || t.seq), 5))::uuid,
           case when t.seq > 1 then ('0198' || substr(md5(t.i || ' ' || (t.seq - 1)), 5))::uuid end, case when t.seq > 1 then t.seq - 1 end,
           case when t.seq % 2 = 1 then 'user' else 'assistant' end, t.content, 'completed', false,
           100, 100, 100, sha256(t.content::bytea), now() - (1000 - t.seq) * interval '1 hour'
      from texts t
)
insert into changes (user_id, entity, id, version)
select user_id, 'message', ('0198' || substr(md5(i || ' ' || seq), 5))::uuid, 2 from numbers order by i, seq
