-- Adds figures. In the order of the rows, so that two nodes do not wait for each other.
insert into api_usage as u
       (user_id, quarter, model, answers, prompt_tokens, completion_tokens, cached_answers)
select known.id,
       date_bin(interval '15 minutes', cast(:at as timestamptz), timestamptz 'epoch'),
       added.model, added.answers, added.prompt_tokens, added.completion_tokens, added.cached_answers
  from unnest(:users::uuid[], :models::text[], :answers::bigint[],
              :promptTokens::bigint[], :completionTokens::bigint[], :cachedAnswers::bigint[])
       as added (user_id, model, answers, prompt_tokens, completion_tokens, cached_answers)
  join users as known on known.id = added.user_id
 order by added.user_id, added.model
   for key share of known
on conflict (user_id, quarter, model) do update
   set answers = u.answers + excluded.answers,
       prompt_tokens = u.prompt_tokens + excluded.prompt_tokens,
       completion_tokens = u.completion_tokens + excluded.completion_tokens,
       cached_answers = u.cached_answers + excluded.cached_answers
