import { eraseShopper } from '../../discovery/index.ts';
import type { MutationResolvers } from '../generated/users.ts';
import { exportShopper } from './export-shopper.ts';
import { requireShopper } from './require-shopper.ts';

export const myDataMutations = {
  exportMyData: async (_root, _args, { identity, deps, signal }) => {
    const shopper = requireShopper(identity, 'exportMyData');
    await deps.traces.written();
    return { json: JSON.stringify(await exportShopper(shopper, { ...deps, signal })) };
  },

  eraseMyData: async (_root, _args, { identity, deps, signal }) => {
    const { events } = await eraseShopper(requireShopper(identity, 'eraseMyData'), deps, signal);
    return { erasedEvents: events };
  },
} satisfies MutationResolvers;
