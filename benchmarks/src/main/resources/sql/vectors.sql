-- Gives the messages of talks.sql, and as many others as there shall be, vectors of 384 dimensions in 64 clusters: the
-- middle of one plus two random vectors. In pieces, so that all users' vectors are mixed as if they came with time.
-- Parameters: model, pieces, number of the piece, how many others in it.
with middle as materialized (
    select i, (select array_agg(random() - 0.5) from generate_series(1, 384) where i >= 0)::real[]::halfvec as vector
      from generate_series(0, 63) i
), noise as materialized (
    select i, (select array_agg(random() - 0.5) from generate_series(1, 384) where i >= 0)::real[]::halfvec as vector
      from generate_series(0, 1999) i
), wanted as (
    select ?::smallint as model, ?::bigint as pieces, ?::bigint as piece, ?::bigint as others
), message as (
    select m.user_id, m.id
      from messages m, wanted w
     where m.id::text like '0198c0de-2222-%' and abs(hashtext(m.id::text)::bigint) % w.pieces = w.piece
     union all
    select md5('other ' || (random() * 20000)::integer)::uuid, gen_random_uuid()
      from wanted w, generate_series(1, w.others)
), mixed as (
    select user_id, id, floor(random() * 64)::integer as middle, floor(random() * 2000)::integer as one,
           floor(random() * 2000)::integer as two
      from message
     order by random()
)
insert into passages (user_id, message_id, model, passage, embedding)
select x.user_id, x.id, w.model, 0, l2_normalize(middle.vector + one.vector + two.vector)
  from mixed x
 cross join wanted w
  join middle on middle.i = x.middle
  join noise one on one.i = x.one
  join noise two on two.i = x.two
