-- Reads some pages one after the other, around and around. Tells what came of it in one line of JSON.
--
-- TARGETS   file: a line "PATH TOKEN" for each page
-- FROM, TO  the first and the last line to be read

local targets = {}
local next_one = 0

function init()
  local from, to, number = tonumber(os.getenv('FROM')), tonumber(os.getenv('TO')), 0
  for line in io.lines(os.getenv('TARGETS')) do
    number = number + 1
    if number >= from and number <= to then
      local path, token = line:match('^(%S+) (%S+)$')
      targets[#targets + 1] = wrk.format('GET', path, { ['Authorization'] = 'Bearer ' .. token })
    end
  end
end

function request()
  next_one = next_one % #targets + 1
  return targets[next_one]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"micros":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
