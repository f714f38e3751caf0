import { pace } from './pace.ts';
import type { Changes, ProductWriter } from './product-writer.ts';
import { settle, type SettleOptions } from './settle.ts';
import type { Fact, WriteOracle } from './write-oracle.ts';

const WORDS = ['lamp', 'kettle', 'jacket', 'mouse', 'phone', 'cable', 'tent', '手机', '水壶', '外套', 'red', 'steel', 'small', 'folding'];
const SHELVES = ['upper', 'middle', 'lower'];
/** Products of each writer: few enough that they are written again and again. */
const IDS = 1_000;
const BATCH_MAX = 120;

/**
 * Sends random puts and deletes, one after the other, until told to stop; the last is settled then.
 *
 * A product whose write was in doubt is left alone until the end: the attempt that got no answer may still arrive, and must
 * then find nothing that it could undo.
 * @returns how many products' changes were acknowledged.
 */
export async function writeAtRandom(writer: ProductWriter, oracle: WriteOracle, options: SettleOptions): Promise<number> {
  const doubtful = new Set<string>();
  let acknowledged = 0;
  while (!options.stop.aborted) {
    await pace(acknowledged, options.random);
    const changes = draw(writer.name, doubtful, options.random);
    if (changes.size === 0) continue;
    oracle.asked(changes);
    const settled = await settle(() => writer.write(changes), options);
    if (settled.wasInDoubt) for (const id of changes.keys()) doubtful.add(id);
    if (settled.acknowledged) {
      oracle.acknowledged(changes);
      acknowledged += changes.size;
    }
  }
  return acknowledged;
}

function draw(name: string, without: ReadonlySet<string>, random: () => number): Changes {
  const integer = (below: number): number => Math.floor(random() * below);
  const deleting = random() < 0.3;
  const changes = new Map<string, Fact | null>();
  for (let left = 1 + integer(BATCH_MAX); left > 0; left -= 1) {
    const id = `${name}-${integer(IDS)}`;
    if (without.has(id)) continue;
    const title = Array.from({ length: 2 + integer(4) }, () => WORDS[integer(WORDS.length)]!).join(' ');
    changes.set(id, deleting ? null : { title, cents: 100 + integer(100_000), shelf: SHELVES[integer(SHELVES.length)]! });
  }
  return changes;
}
