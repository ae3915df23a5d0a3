-- One conversation of the user.
select
-- include conversations/parts/columns.sql
  from conversations c
 where c.user_id = :user and c.id = :id
