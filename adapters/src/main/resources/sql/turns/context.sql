-- A conversation and the newest messages of a branch, newest first, as many as fit into the budget of tokens: the newest
-- always, and at most 500. One row without a message when the branch has none; no row when there is no such conversation
-- or parent. The conversation's longest column comes with the first row only. Feedback is for the copy in Redis, which may be shown.
-- OFFSET 0 has each message looked up by its whole key. The planner takes a conversation for as small as a user's share
-- of the table times a conversation's, and would rather read all of it, once for each message of the branch.
with recursive start as (
    select c.user_id, c.id, c.title, c.model, c.system_prompt, c.pinned, c.archived, c.message_count, c.last_seq,
           c.created_at, c.updated_at, c.version,
           case when :newest then c.head_seq
                when :parent::uuid is null then 0
                else (select m.seq from messages m
                       where m.user_id = c.user_id and m.id = :parent and m.conversation_id = c.id)
           end as seq
      from conversations c
     where c.user_id = :user and c.id = :conversation
), branch as (
    select m.seq, m.parent_seq, m.tokens::bigint as total, 1 as place
      from start s
      join messages m on m.user_id = s.user_id and m.conversation_id = s.id and m.seq = s.seq
    union all
    select m.seq, m.parent_seq, b.total + m.tokens, b.place + 1
      from branch b
     cross join lateral (select m.seq, m.parent_seq, m.tokens
                           from messages m
                          where m.user_id = :user and m.conversation_id = :conversation and m.seq = b.parent_seq
                         offset 0) m
     where b.place < 500 and b.total + m.tokens <= :budget
)
select s.user_id as c_user_id, s.id as c_id, s.title as c_title, s.model as c_model,
       case when b.place > 1 then null else s.system_prompt end as c_system_prompt,
       s.pinned as c_pinned, s.archived as c_archived, s.message_count as c_message_count, s.last_seq as c_last_seq,
       s.created_at as c_created_at, s.updated_at as c_updated_at, s.version as c_version,
       m.id, m.conversation_id, m.seq, m.parent_id, m.role, m.content, m.status, m.model, m.cached,
       m.prompt_tokens, m.completion_tokens, m.latency_ms, f.rating, m.created_at, m.tokens, m.chain
  from start s
  left join branch b on true
  left join lateral (select m.* from messages m
                      where m.user_id = s.user_id and m.conversation_id = s.id and m.seq = b.seq
                     offset 0) m on true
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
 where s.seq is not null
 order by b.place
