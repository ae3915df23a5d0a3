-- A share by the token of its link, with the first piece of its snapshot.
select s.user_id, s.id, s.revision, s.visibility, s.title, s.files, s.pieces, p.messages,
       case when s.show_name then u.display_name end as shared_by
  from shares s
  join users u on u.id = s.user_id
  join share_pieces p on p.user_id = s.user_id and p.share_id = s.id and p.n = 0
 where s.token = :token
-- include shares/parts/readable.sql
