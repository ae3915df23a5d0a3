-- ARGV[1]  what is returned; "refuse" is an error

if ARGV[1] == 'refuse' then
  return redis.error_reply('ERR refused')
end
return ARGV[1]
