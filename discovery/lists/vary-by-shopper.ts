import type { ShopperId } from '../../schema/ids.ts';
import type { ListCandidate } from './list-candidate.ts';

/** A score is changed by at most this part of itself: only what is nearly equal changes places. */
const SPREAD = 0.1;

/**
 * Lets near-equals stand in an order of the shopper's own, the same in every request: so shoppers of whom little is known
 * do not all see the same few, and each of the near-equals is shown to someone. Best first.
 */
export function varyByShopper(candidates: readonly ListCandidate[], shopper: ShopperId): readonly ListCandidate[] {
  return candidates
    .map((candidate) => withScore(candidate, candidate.score * (1 + SPREAD * (2 * unitHash(`${shopper}\n${candidate.id}`) - 1))))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Its reason is looked up when asked, as before. */
function withScore(candidate: ListCandidate, score: number): ListCandidate {
  return {
    id: candidate.id,
    score,
    get reason() {
      return candidate.reason;
    },
  };
}

/** FNV-1a, 32 bits, with a final mix (of MurmurHash3), as a number in [0, 1). */
function unitHash(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
