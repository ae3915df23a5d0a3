-- How often each model answered.
select model, sum(answers)::bigint as answers
  from api_usage
 where (:everybody or user_id = :user)
   and quarter >= date_bin(interval '15 minutes', cast(:from as timestamptz), timestamptz 'epoch')
   and quarter < :to
 group by model
