-- The columns of a share "s", as ShareRow reads them.
       s.user_id, s.id, s.conversation_id, s.branch, s.token, s.visibility, s.expires_at, s.show_name, s.reasoning,
       s.tool_results, s.files, s.revision, s.created_at, s.views
