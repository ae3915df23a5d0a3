-- Reads a hot conversation and its messages.
--
-- KEYS[1]  head, see lookup_conversation.lua
-- KEYS[2]  messages
--
-- Returns nil when the conversation is not here, or not all of it, else { state, { message... } }

local head = redis.call('HMGET', KEYS[1], 's', 'n')
if not head[1] then
  return nil
end
local messages = redis.call('LRANGE', KEYS[2], 0, -1)
if #messages ~= tonumber(head[2]) then
  return nil
end
return { head[1], messages }
