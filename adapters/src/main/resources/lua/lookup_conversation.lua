-- Looks a question up: the answer to it when there is one, else the conversation's context.
--
-- One script, because the answer's key contains the tip of the conversation, which only this server knows.
--
-- KEYS[1]  head of the conversation: fields v version, w the write that made it, s state, tip, n messages,
--          t their tokens; only v when forgotten
-- KEYS[2]  messages: list of texts with their tokens in front, oldest first
-- ARGV[1]  the answer's key in front of the tip; its tag is the head's, or all is one server (see RedisKeys)
-- ARGV[2]  the answer's key behind the tip; its content is find_answer.lua's
--
-- Returns nil when the conversation is not here, or not all of it: one of two keys may have been evicted. Else
--   { "answer", state, answer } or { "context", state, { message... } }

local head = redis.call('HMGET', KEYS[1], 's', 'tip', 'n')
local state, tip, count = head[1], head[2], head[3]
if not state then
  return nil
end
local kept = redis.call('GET', ARGV[1] .. tip .. ARGV[2])
if kept then
  local since, counts, answer = string.match(kept, '^([%d.]+)|([^|]+)|(.*)$')
  if since and redis.call('GET', counts) == since then
    return { 'answer', state, answer }
  end
end
local messages = redis.call('LRANGE', KEYS[2], 0, -1)
if #messages ~= tonumber(count) then
  return nil
end
return { 'context', state, messages }
