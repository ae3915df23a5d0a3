-- Deletes some entries that nobody has to keep any longer; a trigger refuses to delete younger ones.
with old as materialized (
    select id
      from audit_log
     where at < now() - :days * interval '1 day'
     order by at
     limit :batch
       for update skip locked
)
delete from audit_log a
 using old
 where a.id = old.id
