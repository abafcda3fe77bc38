-- One example a request against /match, over names of a file (a line each).
-- wrk -t1 -c8 -d15s -s tests/load/match.lua http://127.0.0.1:8417 -- NAMES.txt
local names, counter = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    names[#names + 1] = line:gsub('[\\"%c]', " ")
  end
end

function request()
  counter = counter + 1
  local body = '{"queries":{"q":{"schema":"LegalEntity","properties":{"name":["' .. names[counter % #names + 1] .. '"]}}}}'
  return wrk.format("POST", "/match/default", { ["content-type"] = "application/json" }, body)
end

function done(summary, latency)
  print(string.format("requests/s %.0f  p50 %.2f ms  p99 %.2f ms  errors %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect))
end
