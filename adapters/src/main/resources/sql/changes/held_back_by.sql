-- The oldest transaction of the server that has written, and so holds back what other transactions commit. Of other roles'
-- only those with the rights of pg_read_all_stats learn.
select 'a transaction ' || holder.whose || ' since '
       || to_char(holder.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from (select a.xact_start as since,
               format('of %s in %s (process %s, %s)', a.usename, a.datname, a.pid,
                      coalesce(nullif(a.application_name, ''), 'no name')) as whose
          from pg_stat_activity a
         where a.backend_xid is not null and a.pid <> pg_backend_pid()
         union all
        select p.prepared, format('of %s in %s, prepared as %s', p.owner, p.database, p.gid)
          from pg_prepared_xacts p) holder
 order by holder.since
 limit 1
