-- Adds lines to an answer, and renews the claim of who makes it.
--
-- One script, because who has lost the claim must add nothing to the answer of another.
--
-- KEYS[1]  hash, as claim_completion has it
-- KEYS[2]  the lines of the answer so far
-- ARGV[1]  who makes the answer
-- ARGV[2]  lines, each with a line break behind it; may be empty
-- ARGV[3]  life of the claim unless it is renewed, milliseconds
-- ARGV[4]  bytes that an answer may have
-- ARGV[5]  life of the note that it has more, milliseconds
--
-- Returns 1; 0 when the claim is another's, or the answer is too long.

if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then
  return 0
end
if redis.call('STRLEN', KEYS[2]) + #ARGV[2] > tonumber(ARGV[4]) then
  redis.call('DEL', KEYS[2])
  redis.call('HDEL', KEYS[1], 'by')
  redis.call('HSET', KEYS[1], 's', 'too_long')
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 0
end
if ARGV[2] ~= '' then
  redis.call('APPEND', KEYS[2], ARGV[2])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
