-- Counts an attempt (at a password that has not succeeded yet, or to register) under all its counts; or says that one
-- is used up.
--
-- One script, because it counts under all or none, and because many may come at once: no more than the limit are tried.
--
-- KEYS[i]  count: hash, field n "failed|ends", ends the end of its window in milliseconds since 1970. The field ends with
--          its window and the key does not end: what evicts keys that end leaves it.
-- ARGV[2 * i - 1], ARGV[2 * i]  limit and window in milliseconds of KEYS[i]
--
-- Returns { ends of each window } when it was counted; else the milliseconds until it may be tried again, at least 1.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local failed, ends = {}, {}
local wait = 0
for i, key in ipairs(KEYS) do
  local count, window_end = string.match(redis.call('HGET', key, 'n') or '', '^(%d+)|(%d+)$')
  failed[i] = tonumber(count or 0)
  ends[i] = tonumber(window_end or now + ARGV[2 * i])
  if failed[i] >= tonumber(ARGV[2 * i - 1]) then
    wait = math.max(wait, ends[i] - now, 1)
  end
end
if wait > 0 then
  return wait
end
for i, key in ipairs(KEYS) do
  local count = string.format('%d|%.0f', failed[i] + 1, ends[i])
  redis.call('HSETEX', key, 'PX', math.max(ends[i] - now, 1), 'FIELDS', 1, 'n', count)
end
return ends
