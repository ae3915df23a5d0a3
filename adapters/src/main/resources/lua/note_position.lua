-- Notes how far a copy of PostgreSQL must have come to have what a user wrote, unless a later place is known.
--
-- KEYS[1]  the user's place
-- ARGV[1]  place; later ones are greater as texts
-- ARGV[2]  life, milliseconds
--
-- Returns nothing of interest.

local known = redis.call('GET', KEYS[1])
if known and known > ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1
