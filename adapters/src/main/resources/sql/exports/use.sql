-- What models answered in each month outside of conversations, and what all answers cost.
select date_trunc('month', u.quarter, 'UTC') as month, u.model as what, 'completions' as kind,
       sum(u.answers)::bigint as count, sum(u.prompt_tokens + u.completion_tokens)::bigint as amount
  from api_usage u
 where u.user_id = :user
 group by 1, 2
 union all
select date_trunc('month', s.quarter, 'UTC'), s.currency, 'costs', 0, sum(s.micros)::bigint
  from spending s
 where s.user_id = :user
 group by 1, 2
 order by 1, 3, 2
 limit :rows
