import { defineScript } from './define-script.ts';

/**
 * Puts a stamped value (`Stamped`) into a field of a hash, unless one of a higher position that has not expired stands there;
 * then keeps of the other fields with the same beginning only the youngest.
 *
 * KEYS[1] the hash; ARGV: field, value, now (ms), time to live (ms), beginning of the fields that are counted, how many may be.
 */
export const putStamped = defineScript(`
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  local position, expires = struct.unpack('<dd', known)
  if expires > tonumber(ARGV[3]) and position > struct.unpack('<d', ARGV[2]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])

local others = {}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if field ~= ARGV[1] and string.sub(field, 1, #ARGV[5]) == ARGV[5] then
    local _, expires = struct.unpack('<dd', redis.call('HGET', KEYS[1], field))
    table.insert(others, { field = field, expires = expires })
  end
end
table.sort(others, function(a, b) return a.expires > b.expires end)
for place = tonumber(ARGV[6]), #others do redis.call('HDEL', KEYS[1], others[place].field) end
return 1
`);
