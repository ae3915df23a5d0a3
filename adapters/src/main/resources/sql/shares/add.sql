-- Adds a share, unless its user has :most. The user's row is locked: additions of one user come one after the other.
-- Returns whether it was added.
with added as (
    insert into shares (user_id, id, conversation_id, branch, token, visibility, expires_at, show_name, reasoning,
                        tool_results, files, title, revision, pieces, created_at)
    select :user, :id, :conversation, :branch::uuid, :token, :visibility, :expiresAt::timestamptz, :showName, :reasoning,
           :toolResults, :files, :title::text, 1, :pieces, :createdAt
     where (select count(*) from shares s where s.user_id = :user) < :most
    returning id
)
select exists (select from added)
