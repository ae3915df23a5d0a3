-- Takes all vectors of a user by a model away, and has the user filled anew.
with marks as (
    delete from embedded_conversations e where e.user_id = :user and e.model = :model
), refused as (
    delete from embedding_dead_letters d where d.user_id = :user and d.model = :model
), waiting as (
    insert into embedded_users (user_id, model)
    select u.id, :model from users u where u.id = :user
    on conflict (user_id, model) do update set filled_at = null, claimed_until = null
)
delete from passages p where p.user_id = :user and p.model = :model
