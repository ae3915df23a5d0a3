-- Whether the conversation "c" passes a ConversationFilter; :placed says whether :folder is asked for, null for none.
       (:archived::boolean is null or c.archived = :archived)
       and (not :placed or c.folder_id is not distinct from :folder::uuid)
       and (:tag::text is null or
-- include conversations/parts/tagged.sql
           )
