-- Asks the gate about listings that are all distinct: one of fifty leads to somebody. Each has its idempotency key.
-- wrk -t1 -c32 -d20s -s tests/load/screen.lua http://127.0.0.1:8417 -- KEY
local makes = { "Nordlicht", "Acme", "Brightway", "Kestrel", "Oakline", "Pinewood", "Solent", "Tamarind", "Vesper", "Wharf" }
local things = { "desk lamp", "oak shelf", "garden hose", "yoga mat", "phone case", "kettle", "backpack", "office chair", "usb cable", "tea set" }
local found = { "HIKVISION DS-2CD2143G2-I dome camera", "EZVIZ C6N baby monitor", "Dahua IPC-HDW2849H turret", "Deco BE65 mesh router TP-Link" }
local counter, key, seed = 0, nil, 0
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  key = args[1]
  seed = os.time() * 100 + number
end

function request()
  counter = counter + 1
  local title, brand
  if counter % 50 == 0 then
    title, brand = found[counter / 50 % #found + 1] .. " " .. counter, ""
  else
    brand = makes[counter % #makes + 1]
    title = brand .. " " .. things[counter % #things + 1] .. " model " .. seed .. counter
  end
  local headers = { ["content-type"] = "application/json", ["idempotency-key"] = seed .. "-" .. counter }
  if key then headers["authorization"] = "Bearer " .. key end
  local body = string.format('{"sku":"S%d","title":"%s","brand":"%s","seller":"Shop %d"}', counter, title, brand, counter % 1000)
  return wrk.format("POST", "/v1/screen", headers, body)
end

local wrong = 0
function response(status)
  if status ~= 200 then
    wrong = wrong + 1
    if wrong == 1 then print("answered " .. status) end
  end
end

function done(summary, latency)
  print(string.format("requests/s %.0f  p50 %.2f ms  p99 %.2f ms  errors %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect))
end
