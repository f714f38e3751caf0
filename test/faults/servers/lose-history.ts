import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import { indexVersionOf } from './index-version-of.ts';
import type { ServersWorld } from './servers-world.ts';

/** ChangeStreamHistoryLost */
const HISTORY_LOST = 286;

/** For a moment MongoDB says to whoever follows its changes that it no longer has them. The index must be built anew. */
export const historyLost: Fault<ServersWorld> = {
  name: 'change history lost (286 on getMore)',
  async inject(world, random) {
    const admin = world.database.client.db('admin');
    const fail = (mode: string): Promise<unknown> =>
      admin.command({ configureFailPoint: 'failCommand', mode, ...(mode === 'off' ? {} : { data: { failCommands: ['getMore'], errorCode: HISTORY_LOST, appName: 'aisle' } }) });
    const before = await indexVersionOf(world);
    const struckAt = performance.now();
    await fail('alwaysOn');
    await sleep(300 + 1_500 * random());
    return {
      what: '',
      struckAt,
      heal: async () => void (await fail('off')),
      verdict: async () => ((await indexVersionOf(world)) === before ? ['the history was lost, and the index was not built anew'] : []),
    };
  },
};
