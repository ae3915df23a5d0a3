-- Keeps a whole conversation and an answer, unless a newer version is known or this one was forgotten: then neither.
--
-- KEYS[1]  head, see lookup_conversation.lua
-- KEYS[2]  messages
-- KEYS[3]  answer; left out when there is none
-- KEYS[4]  since when the user's answers count, see find_answer.lua; left out with the answer
-- ARGV[1]  version of the conversation
-- ARGV[2]  write that made it, "" for none
-- ARGV[3]  life of the conversation, milliseconds
-- ARGV[4]  answer, "" for none
-- ARGV[5]  life of the answer, milliseconds
-- ARGV[6]  state
-- ARGV[7]  tip
-- ARGV[8]  tokens of all messages
-- ARGV[9...]  messages, texts with their tokens in front, oldest first
--
-- Returns 1 when they are kept, else 0.

local known = redis.call('HMGET', KEYS[1], 'v', 's')
if known[1] then
  local version, newest = tonumber(ARGV[1]), tonumber(known[1])
  if newest > version or (newest == version and not known[2]) then
    return 0
  end
end
if KEYS[3] then
  local time = redis.call('TIME')
  local since = redis.call('GET', KEYS[4]) or time[1] .. '.' .. time[2]
  redis.call('SET', KEYS[4], since, 'PX', ARGV[5])
  redis.call('SET', KEYS[3], since .. '|' .. KEYS[4] .. '|' .. ARGV[4], 'PX', ARGV[5])
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'w', ARGV[2], 's', ARGV[6], 'tip', ARGV[7], 'n', #ARGV - 8, 't', ARGV[8])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
for i = 9, #ARGV do
  redis.call('RPUSH', KEYS[2], ARGV[i])
end
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
