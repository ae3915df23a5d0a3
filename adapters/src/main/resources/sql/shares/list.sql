-- A page of the user's shares, newest first: ids begin with their time.
select
-- include shares/parts/columns.sql
  from shares s
 where s.user_id = :user
   and s.id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
 order by s.id desc
 limit :rows
