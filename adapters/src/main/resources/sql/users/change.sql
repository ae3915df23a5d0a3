-- Gives an account what is not null, and limits where they are changed.
update users
   set role = coalesce(:role::text, role),
       suspended_at = case :state::text
                          when 'active' then null
                          when 'suspended' then coalesce(suspended_at, clock_timestamp())
                          else suspended_at
                      end,
       requests_per_minute = case when :limited then :requestsPerMinute::integer else requests_per_minute end,
       tokens_per_day = case when :limited then :tokensPerDay::bigint else tokens_per_day end,
       limits_changed_at = case when :limited then clock_timestamp() else limits_changed_at end
 where id = :user
