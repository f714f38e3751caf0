import { objects } from '../../cli/run-aisle.ts';
import type { ServersWorld } from './servers-world.ts';

/** Name of the generation of the index that is searched: another one after each rebuild. */
export async function indexVersionOf(world: Pick<ServersWorld, 'aisle'>): Promise<string> {
  const [status] = objects(await world.aisle(['index', 'status', '--json']));
  return status?.['indexVersion'] as string;
}
