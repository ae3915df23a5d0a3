-- A page of the user's conversations, newest update first, from all folders or outside of them.
-- The first page starts behind a position above all others: one statement, one plan.
select
-- include conversations/parts/columns.sql
  from conversations c
 where c.user_id = :user and c.archived = :archived and (not :pinned or c.pinned)
   and (not :outside or c.folder_id is null)
   and (:tag::text is null or
-- include conversations/parts/tagged.sql
       )
   and (c.updated_at, c.id) < (coalesce(:updatedAt::timestamptz, 'infinity'),
                               coalesce(:id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
 order by c.updated_at desc, c.id desc
 limit :rows
