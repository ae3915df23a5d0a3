-- Adds a piece to the text of a running turn where the piece begins, and nowhere else.
--
-- Redis may have lost the text, or taken a piece whose confirmation was lost: the length tells the caller where to go on.
--
-- KEYS[1]  text
-- ARGV[1]  where the piece begins, bytes
-- ARGV[2]  piece
-- ARGV[3]  life of the text, milliseconds
--
-- Returns how many bytes are there.

local length = redis.call('STRLEN', KEYS[1])
if length == tonumber(ARGV[1]) then
  length = redis.call('APPEND', KEYS[1], ARGV[2])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return length
