-- Deletes a conversation with its running turns, and notes it for the followers of the changes and for the caches. Its
-- messages and other turns are leftovers.
-- Returns the version that it ended with: none when it was not there.
with gone as (
    delete from conversations
     where user_id = :user and id = :id
    returning user_id, id, version
),
-- include conversations/parts/gone.sql
select version + 1 as version from gone
