-- Reads pages, one at random each time. Tells what came of it in one line of JSON.
--
-- TARGETS  file: a line "PATH TOKEN" for each page

local targets = {}

function init()
  math.randomseed(os.time())
  for line in io.lines(os.getenv('TARGETS')) do
    local path, token = line:match('^(%S+) (%S+)$')
    targets[#targets + 1] = wrk.format('GET', path, { ['Authorization'] = 'Bearer ' .. token })
  end
end

function request()
  return targets[math.random(#targets)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"micros":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
