-- The columns of a folder "f", as JdbiFolderStore reads them.
       f.user_id, f.id, f.parent_id, f.name, f.position, f.system_prompt, f.created_at
