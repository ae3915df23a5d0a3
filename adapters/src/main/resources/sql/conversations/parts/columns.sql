-- The columns of a conversation "c", as ConversationRow reads them.
       c.user_id as c_user_id, c.id as c_id, c.title as c_title, c.model as c_model, c.system_prompt as c_system_prompt,
       c.pinned as c_pinned, c.archived as c_archived, c.message_count as c_message_count, c.created_at as c_created_at,
       c.updated_at as c_updated_at, c.version as c_version, c.folder_id as c_folder_id, c.tags as c_tags
