-- A share of the user's conversation.
select
-- include shares/parts/columns.sql
  from shares s
 where s.user_id = :user and s.conversation_id = :conversation and s.id = :id
