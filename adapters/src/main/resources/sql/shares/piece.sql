-- A further piece of a snapshot, unless it is another one by now.
select p.messages
  from shares s
  join users u on u.id = s.user_id
  join share_pieces p on p.user_id = s.user_id and p.share_id = s.id and p.n = :n
 where s.user_id = :user and s.id = :id and s.revision = :revision
-- include shares/parts/readable.sql
