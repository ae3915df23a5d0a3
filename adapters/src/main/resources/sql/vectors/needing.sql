-- Which of these users are filled in the former model and not in the wanted one. The others are no longer filled in the
-- former one, nor is who fills them just now to say that they are.
with need as materialized (
    select f.user_id
      from embedded_users f
     where f.user_id = any (:users::uuid[]) and f.model = :former and f.filled_at is not null
       and not exists (select from embedded_users w
                        where w.user_id = f.user_id and w.model = :wanted and w.filled_at is not null)
), others as (
    update embedded_users f
       set filled_at = null, claimed_until = null
     where f.user_id = any (:users::uuid[]) and f.model = :former
       and (f.filled_at is not null or f.claimed_until is not null)
       and not exists (select from need where need.user_id = f.user_id)
)
select need.user_id from need
