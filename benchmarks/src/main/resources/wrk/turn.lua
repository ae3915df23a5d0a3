-- Sends messages to conversations, one after the other in an order of its own, so that no conversation is asked while it
-- still answers: nobody does that to himself.
--
-- TARGETS  file: a line "PATH TOKEN" for each conversation
-- CONTENT  text of a message
-- UNIQUE   "yes": each message has a text of its own

local content = os.getenv('CONTENT')
local unique = os.getenv('UNIQUE') == 'yes'
local targets = {}
local sent = 0
local at = 0

function init()
  math.randomseed(os.time())
  for line in io.lines(os.getenv('TARGETS')) do
    local path, token = line:match('^(%S+) (%S+)$')
    targets[#targets + 1] = {
      path = path,
      headers = { ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. token },
    }
  end
  for i = #targets, 2, -1 do
    local other = math.random(i)
    targets[i], targets[other] = targets[other], targets[i]
  end
end

function request()
  at = at % #targets + 1
  local target = targets[at]
  local text = content
  if unique then
    sent = sent + 1
    text = string.format('%09d%06d', math.random(0, 999999999), sent) .. content:sub(16)
  end
  return wrk.format('POST', target.path, target.headers, '{"content":"' .. text .. '"}')
end
