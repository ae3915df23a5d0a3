-- All keys of a user, the newest first.
select
-- include keys/parts/columns.sql
  from api_keys k
 where k.user_id = :user
 order by k.id desc
 limit :most
