-- An answer and the message that it answers, one row each: from the messages, or while its turn runs from the turn, with
-- the log that was kept so far as its content. No row when there is no such answer.
with answer as (
    select
-- include messages/parts/columns.sql
      from messages m
     where m.user_id = :user and m.id = :answer and m.conversation_id = :conversation and m.role = 'assistant'
    union all
    select t.id, t.conversation_id, t.answer_seq, t.parent_id, 'assistant',
           coalesce((select string_agg(d.text, '' order by d.start)
                       from turn_deltas d
                      where d.user_id = t.user_id and d.turn_id = t.id), ''),
           null, 'generating', null, t.model, false, null, null, null, null, null, t.started_at
      from turns t
     where t.user_id = :user and t.id = :answer and t.conversation_id = :conversation and t.state = 'running'
), both_ as (
    select a.* from answer a
    union all
    select
-- include messages/parts/columns.sql
      from answer a
      join messages m on m.user_id = :user and m.id = a.parent_id
)
select b.*, f.rating
  from both_ b
  left join message_feedback f on f.user_id = :user and f.message_id = b.id
 where exists (select from conversations c where c.user_id = :user and c.id = :conversation)
 order by b.seq
