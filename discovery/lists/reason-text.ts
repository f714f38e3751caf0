import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { Strategy } from '../search-types.ts';
import type { ListReason, ReasonCode } from './list-candidate.ts';

export interface ReasonTextOptions {
  readonly strategy: Strategy;
  /** Of `reason.because`, those that are still there. */
  readonly because: readonly IndexDocument[];
}

const TITLE_LENGTH_MAX = 60;

interface Told {
  /** Title of the product that led to it, shortened; null where that is gone. */
  readonly lead: string | null;
  readonly subject: string | null;
  /** True: the lead is something that the shopper did, not a product on the page. */
  readonly personal: boolean;
}

const TEXTS: Readonly<Record<ReasonCode, (told: Told) => string>> = {
  VIEWED_TOGETHER: ({ lead, personal }) =>
    lead === null ? 'Often viewed with what you looked at' : personal ? `Because you viewed ${lead}` : `Often viewed with ${lead}`,
  VIEWED_NEXT: ({ lead, personal }) =>
    lead === null ? 'Often viewed after what you looked at' : personal ? `Because you viewed ${lead}` : `Often viewed after ${lead}`,
  BOUGHT_TOGETHER: ({ lead }) => (lead === null ? 'Often bought together' : `Often bought with ${lead}`),
  COMPANION: ({ subject }) => (subject === null ? 'Often bought with such products' : `Often bought with products of ${subject}`),
  SIMILAR_CONTENT: ({ lead }) => (lead === null ? 'Similar to what you looked at' : `Similar to ${lead}`),
  BUY_AGAIN: () => 'You bought this before',
  TASTE: () => 'Fits what you looked at lately',
  AUDIENCE: ({ subject }) => `Wanted by shoppers interested in ${subject ?? 'the same things'}`,
  POPULAR_IN_CATEGORY: ({ subject }) => (subject === null ? 'Popular in its category' : `Popular in ${subject}`),
  POPULAR: () => 'Popular in this shop',
  TRENDING: () => 'More wanted than usual these days',
  TOP_RATED: () => 'Well rated by customers',
  RECENTLY_VIEWED: () => 'You viewed this lately',
  FEATURED: () => 'Chosen by the shop',
};

/** The reason as a shopper reads it. */
export function reasonText({ code, subject }: ListReason, { strategy, because }: ReasonTextOptions): string {
  const [first] = because;
  const lead = first === undefined ? null : shortened(first.product.title);
  return TEXTS[code]({ lead, subject, personal: strategy === 'FOR_YOU' });
}

/** At the end of a word. */
function shortened(title: string): string {
  if (title.length <= TITLE_LENGTH_MAX) return title;
  const cut = title.slice(0, TITLE_LENGTH_MAX);
  const space = cut.lastIndexOf(' ');
  return `${(space > TITLE_LENGTH_MAX / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/u, '')}…`;
}
