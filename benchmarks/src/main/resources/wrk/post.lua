-- Sends requests, one at random each time.
--
-- REQUESTS  file: a line "PATH BODY" for each
-- TYPE      of the bodies and of what is to come back

local requests = {}

function init()
  math.randomseed(os.time())
  local headers = { ['Content-Type'] = os.getenv('TYPE'), ['Accept'] = os.getenv('TYPE') }
  for line in io.lines(os.getenv('REQUESTS')) do
    local path, body = line:match('^(%S+) (.+)$')
    requests[#requests + 1] = wrk.format('POST', path, headers, body)
  end
end

function request()
  return requests[math.random(#requests)]
end
