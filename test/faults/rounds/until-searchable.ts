import { setTimeout as sleep } from 'node:timers/promises';
import { createGatewayWriter } from './gateway-writer.ts';
import type { World } from './world.ts';

const SEARCH = 'query ($text: String!) { search(query: $text, first: 5) { edges { node { id title } } } }';
/** The one product that is written anew for each look. */
const MARKER = 'marker';
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 180_000;

/**
 * Resolves when what was acknowledged before can be found: when a search finds a product that is written now, since changes
 * become searchable in their order.
 * @throws Error where that takes more than three minutes.
 */
export async function untilSearchable(world: World, random: () => number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  const title = Array.from({ length: 12 }, () => String.fromCodePoint(97 + Math.floor(random() * 26))).join('');
  const writer = createGatewayWriter(world, MARKER);
  const patiently = async (done: () => Promise<boolean>): Promise<void> => {
    while (!(await done())) {
      if (performance.now() > deadline) {
        const { output, errors } = await world.aisle(['index', 'status']);
        throw new Error(`A product written after the fault was not found within ${PATIENCE_MS / 1_000} s.\n${output}${errors}\n${world.lastWords()}`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
  await patiently(async () => (await writer.write(new Map([[MARKER, { title, cents: 100, shelf: MARKER }]]))) === 'acknowledged');
  await patiently(async () => {
    const { data } = await world.send(SEARCH, { text: title }).catch(() => ({ data: null }));
    const found = (data?.['search']?.edges ?? []) as readonly { node: { id: string; title: string } }[];
    return found.some(({ node }) => node.id === MARKER && node.title === title);
  });
}
