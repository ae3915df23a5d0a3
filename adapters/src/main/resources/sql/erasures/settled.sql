-- Whether an account was deleted long enough ago and a follower has passed the last change of the user. Before it has come
-- for the first time nothing is settled: it reads from the beginning.
select exists (select from erasures e
                where e.user_id = :user and e.deleted_at <= clock_timestamp() - :quiet * interval '1 millisecond')
   and exists (select from change_cursors k
                where k.consumer = :follower
                  and k.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
                  and not exists (select from changes c
                                   where c.shard = k.shard and c.user_id = :user
                                     and (k.xid, k.position) < (c.xid, c.position)))
