-- A conversation and the newest messages of a branch, newest first, as many as fit into the budget of tokens: the newest
-- always, and at most 500. One row without a message when the branch has none; no row when there is no such conversation
-- or parent. The conversation, and what its folder says, come with the first row only. Feedback is for the copy in Redis,
-- which may be shown.
-- OFFSET 0 has each message looked up by its whole key. The planner takes a conversation for as small as a user's share
-- of the table times a conversation's, and would rather read all of it, once for each message of the branch.
with recursive start as (
    select
-- include conversations/parts/columns.sql
         , c.last_seq, c.write_id, f.revision as folder_revision, f.system_prompt as folder_prompt,
           f.prompt_tokens as folder_tokens,
           case when :newest then c.head_seq
                when :parent::uuid is null then 0
                else (select m.seq from messages m
                       where m.user_id = :user and m.id = :parent and m.conversation_id = c.id)
           end as start_seq
      from conversations c
      left join folders f on f.user_id = c.user_id and f.id = c.folder_id
     where c.user_id = :user and c.id = :conversation
), branch as (
    select m.seq, m.parent_seq, m.tokens::bigint as total, 1 as place
      from start s
     cross join lateral (select m.seq, m.parent_seq, m.tokens
                           from messages m
                          where m.user_id = :user and m.conversation_id = :conversation and m.seq = s.start_seq
                         offset 0) m
    union all
    select m.seq, m.parent_seq, b.total + m.tokens, b.place + 1
      from branch b
     cross join lateral (select m.seq, m.parent_seq, m.tokens
                           from messages m
                          where m.user_id = :user and m.conversation_id = :conversation and m.seq = b.parent_seq
                         offset 0) m
     where b.place < 500 and b.total + m.tokens <= :budget
)
select c.*, m.tokens, m.chain, f.rating,
-- include messages/parts/columns.sql
  from start s
  left join branch b on true
  left join start c on b.place is null or b.place = 1
  left join lateral (select m.* from messages m
                      where m.user_id = :user and m.conversation_id = :conversation and m.seq = b.seq
                     offset 0) m on true
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
 where s.start_seq is not null
 order by b.place
