import { z } from 'zod';
import { eraseShopper } from '../../discovery/index.ts';
import { type Identity, shopperOf } from '../../schema/identity.ts';
import type { ShopTask } from './shop-task.ts';

const argsSchema = z.object({ userId: z.string().nullable(), visitorId: z.string().nullable() });

export type EraseArgs = z.infer<typeof argsSchema>;

/** Deletes all that is known of one user or visitor, as `eraseMyData` does for a caller. */
export const erase: ShopTask = async ({ users, cache, resultLists, traces }, args, { printer, signal }) => {
  const identity: Identity = { role: 'SHOPPER', ...argsSchema.parse(args) };
  const { events, servedLists, shoppers } = await eraseShopper(shopperOf(identity)!, { records: users, cache, resultLists, traces }, signal);
  const visitors = shoppers.length - 1;
  printer.result(`Erased ${events.toLocaleString('en')} events, ${servedLists.toLocaleString('en')} served lists and ${visitors} merged visitors.`, {
    erased: { events, servedLists, visitors },
  });
};
