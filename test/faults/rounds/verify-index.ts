import { objects } from '../../cli/run-aisle.ts';
import type { World } from './world.ts';

/** What `aisle index verify` finds: each difference between index and catalog, and that it failed. */
export async function verifyIndex(world: World): Promise<readonly string[]> {
  const run = await world.aisle(['index', 'verify', '--json']);
  const differences = objects(run).flatMap(({ difference }) => (difference === undefined ? [] : [JSON.stringify(difference)]));
  return run.code === 0 ? differences : [...differences, `aisle index verify ended with ${run.code}: ${run.errors.trim().split('\n').at(-1)}`];
}
