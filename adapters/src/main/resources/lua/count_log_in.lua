-- Counts a log-in that has not succeeded yet, for its account and for its address; or says that one of them is used up.
--
-- One script, because both are counted or neither, and because many may come at once: no more than the limit are tried.
--
-- KEYS[1]  count of the account
-- KEYS[2]  count of the address
-- ARGV[1], ARGV[2]  limit and window in milliseconds, of the account
-- ARGV[3], ARGV[4]  the same of the address
--
-- Returns 0 when it was counted; else the milliseconds until it may be tried again, at least 1.

local wait = 0
for i = 1, 2 do
  local failed = tonumber(redis.call('GET', KEYS[i]) or '0')
  if failed >= tonumber(ARGV[2 * i - 1]) then
    wait = math.max(wait, redis.call('PTTL', KEYS[i]), 1)
  end
end
if wait > 0 then
  return wait
end
for i = 1, 2 do
  if redis.call('INCR', KEYS[i]) == 1 then
    redis.call('PEXPIRE', KEYS[i], ARGV[2 * i])
  end
end
return 0
