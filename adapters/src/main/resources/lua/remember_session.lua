-- Lets a session in, unless it is there already or was forgotten.
--
-- NX is what keeps an ended session out: it finds the mark that forgetting left. The life is reckoned here because the
-- time is this server's.
--
-- KEYS[1]  session
-- ARGV[1]  the session, as admit.lua reads it
-- ARGV[2]  idle life, milliseconds
-- ARGV[3]  when the session ends however busy it is, milliseconds since 1970
--
-- Returns 1 when the session is let in now, else 0.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local life = math.min(tonumber(ARGV[2]), ARGV[3] - now)
if life <= 0 then
  return 0
end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', life) and 1 or 0
