import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from 'mongodb';
import type { Fault } from '../rounds/fault.ts';
import { indexVersionOf } from './index-version-of.ts';
import type { ServersWorld } from './servers-world.ts';

/** ChangeStreamHistoryLost */
const HISTORY_LOST = 286;
/** Within which the follower must ask for changes, milliseconds. */
const ASKED_MS = 30_000;

/** For a moment MongoDB says to whoever follows its changes that it no longer has them. The index must be built anew. */
export const historyLost: Fault<ServersWorld> = {
  name: 'change history lost (286 on getMore)',
  async inject(world, random) {
    const admin = world.database.client.db('admin');
    const fail = (mode: string): Promise<Document> =>
      admin.command({ configureFailPoint: 'failCommand', mode, ...(mode === 'off' ? {} : { data: { failCommands: ['getMore'], errorCode: HISTORY_LOST, appName: 'aisle' } }) });
    const before = await indexVersionOf(world);
    const struckAt = performance.now();
    const { count } = await fail('alwaysOn');
    await sleep(300 + 1_500 * random());
    // Under load the follower may have been busy elsewhere all the while, and have asked nothing.
    await admin.command({ waitForFailPoint: 'failCommand', timesEntered: count + 1, maxTimeMS: ASKED_MS });
    return {
      what: '',
      struckAt,
      heal: async () => void (await fail('off')),
      verdict: async () => ((await indexVersionOf(world)) === before ? ['the history was lost, and the index was not built anew'] : []),
    };
  },
};
