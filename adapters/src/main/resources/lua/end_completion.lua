-- Ends an answer: all of its lines are there, or it failed.
--
-- One script, because who has lost the claim must not end the answer of another.
--
-- KEYS[1]  hash, as claim_completion has it
-- KEYS[2]  the lines of the answer
-- ARGV[1]  who made the answer
-- ARGV[2]  ended or failed
-- ARGV[3]  life of what is there, milliseconds
--
-- Returns 1; 0 when the claim is another's.

if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[1], 'by')
redis.call('HSET', KEYS[1], 's', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
