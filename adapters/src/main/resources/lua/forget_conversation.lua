-- Drops a conversation and leaves its version behind, so that nobody who read it before writes it back.
--
-- KEYS[1]  head, see lookup_conversation.lua
-- KEYS[2]  messages
-- KEYS[3]  since when the user's answers count, when those until now shall no longer; else left out
-- ARGV[1]  version: none that is not above it is let in again
-- ARGV[2]  life of that mark, milliseconds
--
-- Returns nothing.

local known = redis.call('HMGET', KEYS[1], 'v', 's')
local version = tonumber(ARGV[1])
if known[1] and not known[2] then
  version = math.max(version, tonumber(known[1]))
end
redis.call('DEL', unpack(KEYS))
redis.call('HSET', KEYS[1], 'v', string.format('%.0f', version))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
