-- Those of the conversations that are the user's, in any order.
select
-- include conversations/parts/columns.sql
  from conversations c
 where c.user_id = :user and c.id = any (:ids)
