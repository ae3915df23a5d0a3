-- Admits a call: finds its session, starts the session's idle time anew and takes a token from the user's bucket.
--
-- One script, because the three belong together and every call of the service pays for the way here. Time is this
-- server's, so that no node's clock decides how long a session lives or how fast a bucket fills.
--
-- KEYS[1]  session: "sessionId|role|endsAt|touchedAt", times in milliseconds; "-" for one that was forgotten
-- KEYS[2]  the user's buckets: hash of "tokens|at", tokens with their fraction, at in milliseconds; a field is absent
--          when its bucket is full. Fields end by themselves and the key does not: what evicts keys that end leaves it.
-- ARGV[1]  idle life of a session, milliseconds
-- ARGV[2]  milliseconds between two touches of a session
-- ARGV[3]  tokens that come back in a minute
-- ARGV[4]  tokens of a full bucket
-- ARGV[5]  field of the bucket
--
-- Returns nil when the session is not known; the bucket is then untouched. Else
--   { sessionId, role, touch due (0/1), allowed (0/1), tokens left, ms until full, ms until the next token }
--
-- The sum is TokenBucket.take of the domain, operation by operation: both give the same tokens to the last bit.

local session = redis.call('GET', KEYS[1])
if not session then
  return nil
end
local id, role, ends_at, touched_at = string.match(session, '^([%x-]+)|(%u+)|(%d+)|(%d+)$')
if not id then
  return nil
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local life = math.min(tonumber(ARGV[1]), ends_at - now)
if life <= 0 then
  return nil
end
local touch_due = 0
if now - touched_at >= tonumber(ARGV[2]) then
  touch_due = 1
  redis.call('SET', KEYS[1], string.format('%s|%s|%s|%.0f', id, role, ends_at, now), 'PX', life)
else
  redis.call('PEXPIRE', KEYS[1], life)
end

local per_milli = ARGV[3] / 60000
local burst = tonumber(ARGV[4])
local tokens, at = burst, now
local bucket = redis.call('HGET', KEYS[2], ARGV[5])
if bucket then
  local kept_tokens, kept_at = string.match(bucket, '^([^|]+)|(%d+)$')
  tokens, at = tonumber(kept_tokens), tonumber(kept_at)
end
local filled = math.min(burst, tokens + math.max(0, now - at) * per_milli)
local allowed = filled >= 1
local left = allowed and filled - 1 or filled
local reset = math.ceil((burst - left) / per_milli)
redis.call('HSETEX', KEYS[2], 'PX', reset, 'FIELDS', 1, ARGV[5], string.format('%.17g|%.0f', left, math.max(now, at)))

return {
  id,
  role,
  touch_due,
  allowed and 1 or 0,
  math.floor(left),
  reset,
  allowed and 0 or math.ceil((1 - left) / per_milli),
}
