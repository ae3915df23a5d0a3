-- Whether a user is filled; leaves one who asks for the first time for filling, in front of those who never asked.
with known as materialized (
    select u.asked_at, u.filled_at
      from embedded_users u
     where u.user_id = :user and u.model = :model
), asked as (
    insert into embedded_users (user_id, model, asked_at)
    select u.id, :model, clock_timestamp()
      from users u
     where u.id = :user and not exists (select from known where asked_at is not null)
    on conflict (user_id, model) do update set asked_at = excluded.asked_at where embedded_users.asked_at is null
)
select exists (select from known where filled_at is not null)
