-- Reads an answer, unless its user deleted a conversation after it was made.
--
-- An answer carries since when its user's answers count, and the key that says so by now: "since|key|answer". Deleting a
-- conversation drops that key, and the next answer makes it anew, with another time. So an answer from before does not
-- count, nor does any when the key is lost. The key outlives every answer: each begins its life anew.
--
-- KEYS[1]  answer
--
-- Returns the answer, or nil.

local since, counts, answer = string.match(redis.call('GET', KEYS[1]) or '', '^([%d.]+)|([^|]+)|(.*)$')
if since and redis.call('GET', counts) == since then
  return answer
end
return nil
