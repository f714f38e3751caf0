import { createNotices } from '../../stores/embedded/index.ts';
import type { Notices } from '../../stores/ports/notices.ts';
import type { StoreOptions } from './store-options.ts';

/** Word between the shop's processes: over Redis where its URL is set; else there is but one process. */
export async function openNotices(_stores: StoreOptions): Promise<Notices> {
  return createNotices();
}
