-- Reads an answer from a place on.
--
-- One script, because an answer that is said to have ended must be read to its end.
--
-- KEYS[1]  hash, as claim_completion has it
-- KEYS[2]  the lines of the answer so far
-- ARGV[1]  the place, bytes
--
-- Returns { the state or none, the lines behind the place }.

return { redis.call('HGET', KEYS[1], 's') or 'none', redis.call('GETRANGE', KEYS[2], ARGV[1], -1) }
