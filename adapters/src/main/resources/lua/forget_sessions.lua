-- Lets sessions in no longer, nor again: leaves a mark in place of each, which remember_session.lua finds.
--
-- KEYS[1...]  sessions
-- ARGV[1]     mark
-- ARGV[2]     life of the marks, milliseconds
--
-- Returns nothing.

for i = 1, #KEYS do
  redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
end
