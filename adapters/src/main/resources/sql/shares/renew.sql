-- Has a share show another snapshot, whose pieces follow in the same transaction.
update shares s
   set revision = s.revision + 1,
       title = :title::text,
       pieces = :pieces
 where s.user_id = :user and s.id = :id
returning
-- include shares/parts/columns.sql
