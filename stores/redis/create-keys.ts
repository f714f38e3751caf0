import { createHash } from 'node:crypto';
import type { ListId, ShopperId } from '../../schema/ids.ts';
import type { LeaseName } from '../ports/leases.ts';
import type { Topic } from '../ports/notices.ts';

/**
 * Names of all that is kept, each under the namespace of the shop. What stands in braces decides the slot of a cluster:
 * what is kept of one shopper is in one place, and different shoppers are spread.
 */
export interface Keys {
  /** Of a digest: the key's length is bounded, and neither braces of an id nor the id itself get into it. */
  shopper(shopper: ShopperId): string;
  list(list: ListId): string;
  /** Names of the lists that a shopper asked for. */
  listsOf(shopper: ShopperId): string;
  channel(topic: Topic): string;
  lease(name: LeaseName): string;
  /** What keys of queues begin with; on a cluster all of them are on one node. */
  readonly queues: string;
}

export function createKeys(namespace: string): Keys {
  return {
    shopper: (shopper) => `${namespace}:shopper:{${digest(shopper)}}`,
    listsOf: (shopper) => `${namespace}:lists:{${digest(shopper)}}`,
    list: (list) => `${namespace}:list:{${list}}`,
    channel: (topic) => `${namespace}:notice:{${topic}}`,
    lease: (name) => `${namespace}:lease:{${name}}`,
    queues: `${namespace}:{queue}`,
  };
}

/** 128 bits: no two shoppers of any shop share one. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
