-- Prints each table of the service with its count of rows and a sum over the hashes of them, which no order changes:
-- name|rows|hash. What a crash empties (unlogged tables) is left out.
select format('select %L, count(*), coalesce(sum((''x'' || left(md5(t::text), 15))::bit(60)::bigint), 0) from %s t',
              c.oid::regclass::text, c.oid::regclass)
  from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
   and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
 order by c.oid::regclass::text \gexec
