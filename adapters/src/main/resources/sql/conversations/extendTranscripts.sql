-- Adds to conversations that are there, and locked, those of their messages that are not, with one change for each. The
-- newest branch follows unless somebody has gone on here; the title does if nothing has happened here.
-- Returns the conversations that changed.
with conversation as (
    select c.user_id, c.id, c.version, c.last_seq, c.head_seq, g.title, g.updated_at, g.head_id,
           c.write_id is null and g.updated_at > c.updated_at and g.title is distinct from c.title as renamed
      from unnest(:users::uuid[], :conversations::uuid[], :titles::text[], :updated::timestamptz[], :headIds::uuid[])
           as g (user_id, id, title, updated_at, head_id)
      join conversations c on c.user_id = g.user_id and c.id = g.id
), said as (
    select *
      from unnest(:messageUsers::uuid[], :messageConversations::uuid[], :seqs::bigint[], :ids::uuid[], :parents::uuid[],
                  :parentSeqs::bigint[], :roles::text[], :contents::text[], :parts::text[], :tokens::integer[],
                  :chains::text[], :times::timestamptz[], :models::text[], :ratings::text[], :comments::text[])
           as m (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, tokens, chain,
                 created_at, model, rating, comment)
), missing as (
    select s.*, c.last_seq + row_number() over (partition by s.user_id, s.conversation_id order by s.seq) as new_seq
      from said s
      join conversation c on c.user_id = s.user_id and c.id = s.conversation_id
     where not exists (select from messages m where m.user_id = s.user_id and m.id = s.id)
), message as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, status,
                          model, cached, tokens, chain, created_at)
    select s.user_id, s.conversation_id, s.new_seq, s.id, s.parent_id, coalesce(n.new_seq, p.seq), s.role, s.content,
           s.parts::jsonb, 'completed', s.model, false, s.tokens, decode(s.chain, 'hex'), s.created_at
      from missing s
      left join missing n on n.user_id = s.user_id and n.id = s.parent_id
      left join messages p on p.user_id = s.user_id and p.id = s.parent_id
), rated as (
    insert into message_feedback (user_id, message_id, conversation_id, rating, comment, created_at)
    select s.user_id, s.id, s.conversation_id, s.rating, s.comment, s.created_at
      from missing s
     where s.rating is not null
), moved as (
    select c.*,
           (select count(*) from missing s where s.user_id = c.user_id and s.conversation_id = c.id)::integer as added,
           case when exists (select from messages m
                               join said s on s.user_id = m.user_id and s.id = m.id
                              where m.user_id = c.user_id and m.conversation_id = c.id and m.seq = c.head_seq)
                then coalesce((select s.new_seq from missing s where s.user_id = c.user_id and s.id = c.head_id),
                              (select m.seq from messages m where m.user_id = c.user_id and m.id = c.head_id))
                else c.head_seq
           end as new_head
      from conversation c
), extended as (
    update conversations c
       set version = c.version + 1,
           write_id = gen_random_uuid(),
           title = case when m.renamed then m.title else c.title end,
           message_count = c.message_count + m.added,
           last_seq = c.last_seq + m.added,
           head_seq = m.new_head,
           updated_at = greatest(c.updated_at, m.updated_at)
      from moved m
     where c.user_id = m.user_id and c.id = m.id and (m.added > 0 or m.renamed)
    returning c.user_id, c.id, c.version, m.added
), change as (
    insert into changes (user_id, entity, id, version)
    select e.user_id, 'conversation', e.id, e.version from extended e
)
select id, added, version from extended
