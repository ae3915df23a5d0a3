-- Moves a cached conversation on by some messages, drops its oldest beyond the budget, and keeps an answer.
--
-- The messages that are here already are neither sent nor parsed again: each has its tokens in front.
--
-- KEYS[1]  head, see lookup_conversation.lua
-- KEYS[2]  messages
-- KEYS[3]  answer; left out when there is none
-- KEYS[4]  since when the user's answers count, see find_answer.lua; left out with the answer
-- ARGV[1]  version that the messages follow
-- ARGV[2]  write that made it, "" for none
-- ARGV[3]  version with them
-- ARGV[4]  write that makes it
-- ARGV[5]  life of the conversation, milliseconds
-- ARGV[6]  answer, "" for none
-- ARGV[7]  life of the answer, milliseconds
-- ARGV[8]  state
-- ARGV[9]  tip
-- ARGV[10]  budget, tokens
-- ARGV[11...]  messages, texts with their tokens in front, oldest first; a turn's: two at most
--
-- Returns 1 when the conversation has moved on. Returns 0 when it is not here, or was here at another version: an older
-- one, one that lost half of its keys, or one of a lost history, made by another write, is dropped; a newer one, or a
-- repeat of this call, changes nothing.

local head = redis.call('HMGET', KEYS[1], 'v', 's', 'n', 't', 'w')
local known, after = tonumber(head[1] or -1), tonumber(ARGV[3])
if known > after or (known == after and not head[2]) then
  return 0
end
if KEYS[3] then
  local time = redis.call('TIME')
  local since = redis.call('GET', KEYS[4]) or time[1] .. '.' .. time[2]
  redis.call('SET', KEYS[4], since, 'PX', ARGV[7])
  redis.call('SET', KEYS[3], since .. '|' .. KEYS[4] .. '|' .. ARGV[6], 'PX', ARGV[7])
end
local write = head[5] or ''
if not head[2] or (known == after and write == ARGV[4]) then
  return 0
end
local count, tokens = tonumber(head[3]), tonumber(head[4])
if known ~= tonumber(ARGV[1]) or write ~= ARGV[2] or redis.call('RPUSH', KEYS[2], unpack(ARGV, 11)) ~= count + #ARGV - 10 then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 0
end

local function tokens_of(message)
  return tonumber(string.match(message, '^%d+'))
end

for i = 11, #ARGV do
  count = count + 1
  tokens = tokens + tokens_of(ARGV[i])
end
local budget = tonumber(ARGV[10])
while tokens > budget and count > 1 do
  tokens = tokens - tokens_of(redis.call('LPOP', KEYS[2]))
  count = count - 1
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 'w', ARGV[4], 's', ARGV[8], 'tip', ARGV[9], 'n', count, 't', tokens)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
