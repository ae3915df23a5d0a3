-- The least that a cache must do when a conversation has moved on by a turn: a new head, two messages more and two less.
--
-- KEYS[1]  head
-- KEYS[2]  messages
-- ARGV[1]  state
-- ARGV[2]  message; the length of both is what counts
-- ARGV[3]  life, milliseconds

redis.call('HSET', KEYS[1], 'v', '1', 's', ARGV[1], 'tip', ARGV[3], 'n', '20', 't', '5000')
if redis.call('RPUSH', KEYS[2], ARGV[2], ARGV[2]) > 20 then
  redis.call('LPOP', KEYS[2], 2)
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
