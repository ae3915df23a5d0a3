-- Counts one failed log-in less, for its account and for its address: it succeeded.
--
-- KEYS[1]  count of the account
-- KEYS[2]  count of the address
--
-- Returns nothing. A count whose window is over meanwhile does not go below none.

for i = 1, 2 do
  local failed = tonumber(redis.call('GET', KEYS[i]) or '0')
  if failed > 1 then
    redis.call('DECR', KEYS[i])
  elseif failed == 1 then
    redis.call('DEL', KEYS[i])
  end
end
