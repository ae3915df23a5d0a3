-- For pgbench: eight turns of eight users in one commit, with no more than must be written for them. Users are numbered as
-- in copies.sql; each client has :users of its own, so that nobody waits for another's row.
\set first :first_user + :client_id * :users + 8 * random(0, :users / 8 - 1)
with moved as (
    update conversations c
       set version = c.version + 1, last_seq = c.last_seq + 2, message_count = c.message_count + 2,
           head_seq = c.last_seq + 2, updated_at = now()
      from generate_series(:first::bigint, :first::bigint + 7) i
     where c.user_id = ('0198c0de-1111-7000-8000-' || lpad(i::text, 12, '0'))::uuid
       and c.id = ('0198c0de-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid
    returning c.user_id, c.id, c.last_seq, c.version
), written as (
    insert into messages (user_id, conversation_id, seq, id, role, content, status, cached, tokens, chain, created_at)
    select m.user_id, m.id, m.last_seq - back, gen_random_uuid(), role, repeat('amber and jade, ', 31), 'completed', true,
           100, '\x00010203040506070809101112131415161718192021222324252627282930', now()
      from moved m, (values (1, 'user'), (0, 'assistant')) both_of_them (back, role)
    returning user_id, id
)
insert into changes (user_id, entity, id, version)
select w.user_id, 'message', w.id, m.version from written w join moved m on m.user_id = w.user_id;
