-- Reads pages, one at random each time.
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
