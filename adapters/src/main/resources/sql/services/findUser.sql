-- The user of a service, by the service's name for them.
select id, external_pass, suspended_at is not null as suspended
  from users
 where service_id = :service and external_id = :externalId and password_hash <> ''
