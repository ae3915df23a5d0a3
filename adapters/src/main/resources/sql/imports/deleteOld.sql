-- Deletes some imports that were over before a time. Their bytes are gone.
delete from imports i
 using (select o.user_id, o.id
          from imports o
         where not o.bytes_left and o.ended_at < :before
         limit :limit) old
 where i.user_id = old.user_id and i.id = old.id
