import { defineScript } from './define-script.ts';

/** 1 where the owner has the lease from now on, 0 where another has it. KEYS[1] the lease; ARGV: owner, time to live (ms). */
export const claimLease = defineScript(`
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`);

/** Gives it back, if it is still the owner's. KEYS[1] the lease; ARGV: owner. */
export const releaseLease = defineScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);
