import type { MutationResolvers } from '../generated/users.ts';
import { exportShopper } from './export-shopper.ts';
import { requireShopper } from './require-shopper.ts';

export const myDataMutations = {
  exportMyData: async (_root, _args, { identity, deps, signal }) => {
    const shopper = requireShopper(identity, 'exportMyData');
    return { json: JSON.stringify(await exportShopper(shopper, { ...deps, signal })) };
  },

  /**
   * The cache first: where it cannot be reached nothing is erased and the caller hears so. And again at the end, since a
   * request that was under way may have put back what it had read before.
   */
  eraseMyData: async (_root, _args, { identity, deps: { records, cache, traces }, signal }) => {
    const shopper = requireShopper(identity, 'eraseMyData');
    await cache.forget(shopper, signal);
    await traces.forget(shopper);
    const { events, shoppers } = await records.eraseShopper(shopper, signal);
    await Promise.all(shoppers.flatMap((erased) => [cache.forget(erased), traces.forget(erased)]));
    return { erasedEvents: events };
  },
} satisfies MutationResolvers;
