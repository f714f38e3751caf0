import type { Fault } from '../rounds/fault.ts';
import { killServer } from './kill-server.ts';
import { indexerKilled, subgraphKilled } from './kill-process.ts';
import { killFollower } from './kill-follower.ts';
import { historyLost } from './lose-history.ts';
import { networkStalled } from './stall-network.ts';
import { oplogOverrun } from './overrun-oplog.ts';
import { clockSetBack } from './set-clock-back.ts';
import type { ServersWorld } from './servers-world.ts';

/** All that is done to a shop on servers. @param takeoverSeconds - As `killFollower` takes it. */
export const serverFaults = ({ takeoverSeconds }: { readonly takeoverSeconds: number }): readonly Fault<ServersWorld>[] => [
  indexerKilled,
  killServer('mongod'),
  killServer('elasticsearch'),
  killServer('redis'),
  subgraphKilled,
  historyLost,
  oplogOverrun,
  networkStalled,
  killFollower(takeoverSeconds),
  clockSetBack,
];
