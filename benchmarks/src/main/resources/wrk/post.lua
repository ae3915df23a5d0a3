-- Sends requests, one at random each time. Tells what came of it in one line of JSON.
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

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"micros":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
