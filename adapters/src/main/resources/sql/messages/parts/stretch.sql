-- The messages from "d.seq" on that each follow the one before, up to the one with the first fork behind it or else the
-- last one: its seq as "until", and the newest message behind that fork as "fork", if any. The condition on forks is that
-- of their indexes.
     cross join lateral (
           select max(m.seq) as last
             from messages m
            where m.user_id = :user and m.conversation_id = :conversation and m.seq >= d.seq
              and m.seq < coalesce((select min(b.seq)
                                      from messages b
                                     where b.user_id = :user and b.conversation_id = :conversation and b.seq > d.seq
                                       and coalesce(b.parent_seq, 0) <> b.seq - 1), 9223372036854775807)) stretch
      left join lateral (
           select f.parent_seq, f.seq
             from messages f
            where f.user_id = :user and f.conversation_id = :conversation
              and f.parent_seq between d.seq and stretch.last
              and coalesce(f.parent_seq, 0) <> f.seq - 1
            order by f.parent_seq, f.seq desc
            limit 1) fork on true
