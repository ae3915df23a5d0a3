-- Figures by the number of their interval from 1; 0 is before the first.
select width_bucket(quarter, cast(:starts as timestamptz[])) as bucket,
       sum(answers)::bigint as answers,
       sum(prompt_tokens)::bigint as prompt_tokens,
       sum(completion_tokens)::bigint as completion_tokens,
       sum(cached_answers)::bigint as cached_answers
  from api_usage
 where (:everybody or user_id = :user)
   and quarter >= date_bin(interval '15 minutes', cast(:from as timestamptz), timestamptz 'epoch')
   and quarter < :to
 group by 1
