-- What bench/serve/run.sh asks: shipments that differ in goods, origin, day and claim, so that no answer is the last one.
local goods = {"8708305090", "7208390090", "9018310080", "8703230160", "6109100012", "2709001000"}
local origins = {"MX", "CA", "CN"}
local claims = {"none", "usmca"}
local count = 0

request = function()
  count = count + 1
  local day = string.format("2025-%02d-%02d", 1 + count % 12, 1 + count % 28)
  local origin = origins[1 + count % 3]
  local claim = origin == "CN" and "none" or claims[1 + count % 2]
  local body = string.format('{"to":"US","from":"%s","hs":"%s","value":"10000","date":"%s","claim":"%s","quantities":["100 kg","5 doz","150 bbl","10 no"]}',
    origin, goods[1 + count % 6], day, claim)
  return wrk.format("POST", "/v1/duty", {["Content-Type"] = "application/json"}, body)
end

done = function(summary, latency)
  local seconds = summary.duration / 1e6
  local rate = summary.requests / seconds
  local p99 = latency:percentile(99) / 1000
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  print(string.format("duty over HTTP: %.0f answers a second for %.0f s (limit 3000: ratio %.2f), p99 %.1f ms (limit 20: ratio %.2f), %d errors",
    rate, seconds, rate / 3000, p99, p99 / 20, wrong))
end
