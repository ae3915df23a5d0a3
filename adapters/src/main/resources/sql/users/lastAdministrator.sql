-- Whether an account is the only administrator who can log in. Somebody invited who has chosen no password cannot, nor a
-- user of a service.
with administrators as (
    select u.id
      from users u
     where u.role = 'admin' and u.suspended_at is null and u.password_hash <> '' and u.service_id is null
       and not exists (select from password_tokens t where t.user_id = u.id and t.invitation)
)
select exists (select from administrators where id = :user)
   and not exists (select from administrators where id <> :user)
