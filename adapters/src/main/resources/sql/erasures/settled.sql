-- Whether an account was deleted long enough ago and every follower has passed the last change of the user. Before the first
-- follower has come nothing is settled: it reads from the beginning.
select exists (select from erasures e
                where e.user_id = :user and e.deleted_at <= now() - :quiet * interval '1 millisecond')
   and exists (select from change_cursors k
                where k.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint)
   and not exists (select from changes c
                     join change_cursors k on k.shard = c.shard
                    where c.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                      and c.user_id = :user
                      and (k.xid, k.position) < (c.xid, c.position))
