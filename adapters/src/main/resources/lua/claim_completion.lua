-- Claims an idempotency key for an answer that is to be made, unless one is there.
--
-- One script, because of several calls under one key at once only one may make the answer.
--
-- KEYS[1]  hash: h digest of the request, by who makes the answer, s running, ended, failed or too_long
-- KEYS[2]  the lines of the answer so far
-- ARGV[1]  digest of the request
-- ARGV[2]  who claims it
-- ARGV[3]  life of the claim unless it is renewed, milliseconds
--
-- Returns none when it is claimed; other when another request came with the key; else the state.

local state = redis.call('HGET', KEYS[1], 's')
if state and state ~= 'failed' then
  return redis.call('HGET', KEYS[1], 'h') == ARGV[1] and state or 'other'
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'h', ARGV[1], 'by', ARGV[2], 's', 'running')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 'none'
