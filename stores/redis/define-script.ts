import { createHash } from 'node:crypto';
import type { RedisClient } from './create-client.ts';

/** Runs a script on the server, atomically. All its keys are of one slot. */
export type Script = (client: RedisClient, keys: readonly string[], values: readonly (string | number | Buffer)[]) => Promise<unknown>;

/** A Lua script that is sent once to each server, and called by its digest from then on. */
export function defineScript(lua: string): Script {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (client, keys, values) => {
    try {
      return await client.evalsha(sha, keys.length, ...keys, ...values);
    } catch (error) {
      // A server that was restarted, or another node of the cluster.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(lua, keys.length, ...keys, ...values);
    }
  };
}
