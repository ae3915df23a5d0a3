-- Counts an attempt to register from an address, for its minute and for its day; or says that one of them is used up.
--
-- One script, because both are counted or neither, and because many may come at once: no more than the limit are made.
--
-- KEYS[1]  count of the minute
-- KEYS[2]  count of the day
-- ARGV[1], ARGV[2]  limit, 0 for none, and window in milliseconds, of the minute
-- ARGV[3], ARGV[4]  the same of the day
--
-- Returns 0 when it was counted; else the milliseconds until one may be made again, at least 1.

local wait = 0
for i = 1, 2 do
  local limit = tonumber(ARGV[2 * i - 1])
  if limit > 0 and tonumber(redis.call('GET', KEYS[i]) or '0') >= limit then
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
