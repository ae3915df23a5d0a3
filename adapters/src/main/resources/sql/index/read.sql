-- A piece of what changed things are now, in one snapshot: a row with a message for each message of a changed conversation
-- and for each changed message, and a row without one, at seq 0, for a conversation that is gone. A message that is gone
-- gives no row: it went with its conversation, whose own change tells. Rows come in the order of their keys, at most :limit
-- behind (:afterUser, :afterConversation, :afterSeq); of each conversation no more keys than that are looked at.
-- OFFSET 0 has each message looked up by its key, in its user's partition alone.
with changed as materialized (
    select x.user_id, x.entity, x.id, max(x.version) as version
      from unnest(:users::uuid[], :entities::text[], :ids::uuid[], :versions::bigint[])
           as x (user_id, entity, id, version)
     group by x.user_id, x.entity, x.id
), wanted as (
    select x.user_id, x.id as conversation_id, own.seq, 0::bigint as gone_at
      from changed x
     cross join lateral (
           select m.seq
             from messages m
            where m.user_id = x.user_id and m.conversation_id = x.id
              and m.seq > case when (x.user_id, x.id) = (:afterUser::uuid, :afterConversation::uuid)
                               then :afterSeq::bigint else 0 end
            order by m.seq
            limit :limit) own
     where x.entity = 'conversation' and (x.user_id, x.id) >= (:afterUser::uuid, :afterConversation::uuid)
       and exists (select from conversations c where c.user_id = x.user_id and c.id = x.id)
    union
    select m.user_id, m.conversation_id, m.seq, 0
      from changed x
     cross join lateral (
           select own.user_id, own.conversation_id, own.seq
             from messages own
            where own.user_id = x.user_id and own.id = x.id
           offset 0) m
     where x.entity = 'message'
       and exists (select from conversations c where c.user_id = m.user_id and c.id = m.conversation_id)
       and (m.user_id, m.conversation_id, m.seq) > (:afterUser::uuid, :afterConversation::uuid, :afterSeq::bigint)
    union
    select x.user_id, x.id, 0, x.version
      from changed x
     where x.entity = 'conversation'
       and (x.user_id, x.id, 0::bigint) > (:afterUser::uuid, :afterConversation::uuid, :afterSeq::bigint)
       and not exists (select from conversations c where c.user_id = x.user_id and c.id = x.id)
), piece as materialized (
    select user_id, conversation_id, seq, gone_at
      from wanted
     order by user_id, conversation_id, seq
     limit :limit
)
select w.user_id, w.conversation_id as gone_id, w.gone_at, c.title, c.archived, c.folder_id, c.tags, c.version, f.rating,
-- include messages/parts/columns.sql
  from piece w
  left join conversations c on c.user_id = w.user_id and c.id = w.conversation_id
  left join lateral (
       select own.*
         from messages own
        where own.user_id = w.user_id and own.conversation_id = w.conversation_id and own.seq = w.seq
       offset 0) m on true
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
 order by w.user_id, w.conversation_id, w.seq
