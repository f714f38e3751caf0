import type { Fault } from '../rounds/fault.ts';
import { killServer } from './kill-server.ts';
import { indexerKilled, subgraphKilled } from './kill-process.ts';
import { followerKilled } from './kill-follower.ts';
import { historyLost } from './lose-history.ts';
import { networkStalled } from './stall-network.ts';
import { oplogOverrun } from './overrun-oplog.ts';
import { clockSetBack } from './set-clock-back.ts';
import type { ServersWorld } from './servers-world.ts';

/** All that is done to a shop on servers. */
export const SERVER_FAULTS: readonly Fault<ServersWorld>[] = [
  indexerKilled,
  killServer('mongod'),
  killServer('elasticsearch'),
  killServer('redis'),
  subgraphKilled,
  historyLost,
  oplogOverrun,
  networkStalled,
  followerKilled,
  clockSetBack,
];
