-- A page of a folder's conversations, newest update first: list.sql by another index.
select
-- include conversations/parts/columns.sql
  from conversations c
 where c.user_id = :user and c.folder_id = :folder and c.archived = :archived
   and (not :pinned or c.pinned)
   and (:tag::text is null or
-- include conversations/parts/tagged.sql
       )
   and (c.updated_at, c.id) < (coalesce(:updatedAt::timestamptz, 'infinity'),
                               coalesce(:id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
 order by c.updated_at desc, c.id desc
 limit :rows
