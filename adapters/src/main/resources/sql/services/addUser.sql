-- Adds the user of a service, unless there is one of that name. Nobody can log in: no password has such a hash, and no
-- address such a key.
insert into users (id, email, email_key, display_name, password_hash, role, created_at, service_id, external_id,
                   external_pass)
values (:id, :id::text || '@external.invalid', '#' || :id::text, :externalId, '!', 'user', :now, :service, :externalId,
        gen_random_uuid())
on conflict (service_id, external_id) where external_id is not null do nothing
