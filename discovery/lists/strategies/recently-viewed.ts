import { counted, type ProposeList } from '../strategy.ts';

/** What the shopper looked at, the latest first. */
export const proposeRecentlyViewed: ProposeList = async ({ history }) =>
  counted(
    history.map(({ id }, place) => ({
      id,
      score: 1 / (place + 1),
      reason: { code: 'RECENTLY_VIEWED', because: [], subject: null },
    })),
  );
