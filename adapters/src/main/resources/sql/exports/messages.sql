-- A page of a conversation's messages on all branches, by seq. It ends before the message with which it would have more
-- than :bytes of text, but for its first.
with sized as (
    select m.*,
           sum(octet_length(m.content)::bigint + coalesce(octet_length(m.parts::text), 0)) over (order by m.seq) as bytes,
           row_number() over (order by m.seq) as place
      from (select o.*
              from messages o
             where o.user_id = :user and o.conversation_id = :conversation and o.seq > :after and o.seq <= :last
             order by o.seq
             limit :rows) m
)
select
-- include messages/parts/columns.sql
     , f.rating, f.comment
  from sized m
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
 where m.place = 1 or m.bytes <= :bytes
 order by m.seq
