-- Admits a call: finds its pass, starts the pass's idle time anew and takes a token from the user's bucket, and from that
-- of a key which has a limit of its own: one of each, or none of either.
--
-- One script, because the three belong together and every call of the service pays for the way here. Time is this
-- server's, so that no node's clock decides how long a pass lives or how fast a bucket fills.
--
-- KEYS[1]  pass: "id|role|endsAt|touchedAt", times in milliseconds, and of a key "|scopes|requestsPerMinute|tokensPerDay"
--          behind that, 0 for no limit; "-" for one that was forgotten
-- KEYS[2]  the user's buckets: hash of "tokens|at", tokens with their fraction, at in milliseconds; a field is absent
--          when its bucket is full. Fields end by themselves and the key does not: what evicts keys that end leaves it.
-- ARGV[1]  idle life of a pass, milliseconds
-- ARGV[2]  milliseconds between two touches of a pass
-- ARGV[3]  tokens that come back in a minute
-- ARGV[4]  tokens of a full bucket
-- ARGV[5]  field of the bucket
-- ARGV[6]  1 when a key's own limit counts such calls
--
-- Returns nil when the pass is not known; no bucket is then touched. Else
--   { id, role, touch due (0/1), allowed (0/1), tokens left, ms until full, ms until the next token,
--     what a key has behind the four fields, or "", whether the figures are of the key's bucket (0/1) }
--
-- The sum is TokenBucket.take of the domain, operation by operation: both give the same tokens to the last bit.

local pass = redis.call('GET', KEYS[1])
if not pass then
  return nil
end
local id, role, ends_at, touched_at, grant = string.match(pass, '^([%x-]+)|(%u+)|(%d+)|(%d+)(.*)$')
if not id then
  return nil
end
local key_per_minute
if grant ~= '' then
  key_per_minute = string.match(grant, '^|%d+|(%d+)|%d+$')
  if not key_per_minute then
    return nil
  end
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
  redis.call('SET', KEYS[1], string.format('%s|%s|%s|%.0f%s', id, role, ends_at, now, grant), 'PX', life)
else
  redis.call('PEXPIRE', KEYS[1], life)
end

-- A bucket with the call's token taken, if there is one.
local function take(field, per_minute, burst)
  local per_milli = per_minute / 60000
  local tokens, at = burst, now
  local bucket = redis.call('HGET', KEYS[2], field)
  if bucket then
    local kept_tokens, kept_at = string.match(bucket, '^([^|]+)|(%d+)$')
    tokens, at = tonumber(kept_tokens), tonumber(kept_at)
  end
  local filled = math.min(burst, tokens + math.max(0, now - at) * per_milli)
  local allowed = filled >= 1
  local left = allowed and filled - 1 or filled
  local reset = math.ceil((burst - left) / per_milli)
  local retry = allowed and 0 or math.ceil((1 - left) / per_milli)
  return { field = field, allowed = allowed, left = left, reset = reset, retry = retry, at = math.max(now, at) }
end

local function write(taken)
  redis.call(
    'HSETEX', KEYS[2], 'PX', taken.reset, 'FIELDS', 1, taken.field, string.format('%.17g|%.0f', taken.left, taken.at)
  )
end

local burst = tonumber(ARGV[4])
local decided = take(ARGV[5], ARGV[3], burst)
local by_key = 0
if ARGV[6] == '1' and key_per_minute and key_per_minute ~= '0' then
  local users = decided
  local keys = take(ARGV[5] .. ':' .. id, key_per_minute, math.min(burst, tonumber(key_per_minute)))
  if not keys.allowed or (users.allowed and math.floor(keys.left) < math.floor(users.left)) then
    decided = keys
    by_key = 1
  end
  if decided.allowed then
    write(users == decided and keys or users)
  end
end
write(decided)

return {
  id,
  role,
  touch_due,
  decided.allowed and 1 or 0,
  math.floor(decided.left),
  decided.reset,
  decided.retry,
  grant,
  by_key,
}
