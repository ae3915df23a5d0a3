-- Deletes a piece of what is left of a user's deleted conversations, and their notes when nothing is left of them. Turns
-- go first: a used key is answered with its turn's messages.
-- Passages of messages go with them: none is added once its conversation is gone (vectors/keep.sql).
-- Messages never change, so that the place of a row is still its own when it is deleted. A place is one in the user's
-- partition; all of a user's messages compared with all places would take too long.
-- Returns how many rows went: none when nothing is left.
with conversation as materialized (
    select d.conversation_id, d.after_seq
      from deleted_conversations d
     where d.user_id = :user
       and not exists (select from conversations c where c.user_id = d.user_id and c.id = d.conversation_id)
     order by d.conversation_id
     limit :conversations
       for update of d
), turn as (
    delete from turns t
     where t.user_id = :user
       and t.id = any (array(select o.id
                               from turns o
                              where o.user_id = :user
                                and o.conversation_id = any (array(select c.conversation_id from conversation c))
                              limit :rows))
    returning t.id
), message as materialized (
    select c.conversation_id, m.seq, m.place
      from conversation c
     cross join lateral (
           select m.seq, m.ctid as place
             from messages m
            where m.user_id = :user and m.conversation_id = c.conversation_id and m.seq > c.after_seq
            order by m.seq
            limit :rows) m
     limit :rows - (select count(*) from turn)
), gone as (
    delete from messages m
     where m.ctid = any (array(select place from message)) and m.user_id = :user
    returning m.id
), passage as (
    delete from passages p
     where p.user_id = :user and p.message_id = any (array(select g.id from gone g))
), piece as materialized (
    select (select count(*) from turn) + (select count(*) from gone) as size
), begun as (
    update deleted_conversations d
       set after_seq = m.seq
      from (select conversation_id, max(seq) as seq from message group by conversation_id) m
     where d.user_id = :user and d.conversation_id = m.conversation_id and (select size from piece) >= :rows
), done as (
    delete from deleted_conversations d
     using conversation c
     where d.user_id = :user and d.conversation_id = c.conversation_id and (select size from piece) < :rows
    returning d.conversation_id
)
select (select size from piece) + (select count(*) from done)
