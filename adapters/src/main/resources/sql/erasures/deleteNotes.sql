-- Deletes some of the changes and revocations that are noted of a user.
-- Returns how many.
with change as (
    delete from changes c
     using (select o.day, o.shard, o.xid, o.position
              from changes o
             where o.user_id = :user and o.shard = (get_byte(uuid_send(:user::uuid), 15) & 15)::smallint
             limit :limit) piece
     where c.day = piece.day and c.shard = piece.shard and c.xid = piece.xid and c.position = piece.position
       and c.user_id = :user
    returning 1
), revocation as (
    delete from revocations r
     where r.user_id = :user
       and (r.kind, r.key) in (select o.kind, o.key from revocations o where o.user_id = :user limit :limit)
    returning 1
)
select (select count(*) from change) + (select count(*) from revocation)
