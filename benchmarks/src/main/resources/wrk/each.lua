-- Reads some pages one after the other, around and around.
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
