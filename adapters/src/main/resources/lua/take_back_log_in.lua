-- Counts one failed attempt at a password less, under all its counts: it succeeded.
--
-- KEYS[i]  count, see count_attempt.lua
-- ARGV[i]  end of the window in which it was counted
--
-- Returns nothing. A count whose window is over meanwhile is left as it is: other attempts count in the next one.

for i, key in ipairs(KEYS) do
  local failed, ends = string.match(redis.call('HGET', key, 'n') or '', '^(%d+)|(%d+)$')
  if ends == ARGV[i] then
    if tonumber(failed) > 1 then
      redis.call('HSETEX', key, 'KEEPTTL', 'FIELDS', 1, 'n', string.format('%d|%s', failed - 1, ends))
    else
      redis.call('DEL', key)
    end
  end
end
