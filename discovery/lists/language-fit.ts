import type { IndexDocument } from '../../stores/ports/search-index.ts';

/** What a product keeps of its score that is written in a script in which the shopper has looked at nothing. */
const FLOOR = 0.3;
/** Products that count as looked at in each script before anything was. */
const PRIOR = 1;

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * How readable products are to a shopper: a factor from `FLOOR` to 1 by the share of what they looked at that is written in the same
 * script (Chinese and Japanese, or other). A shop of two languages shows each shopper mostly what they can read, and never
 * only that.
 * @param leads - What the shopper looked at; without any, every product is readable.
 */
export function createLanguageFit(leads: readonly IndexDocument[]): (document: IndexDocument) => number {
  if (leads.length === 0) return () => 1;
  const han = leads.filter(isHan).length;
  const factor = (same: number): number => {
    const most = Math.max(han, leads.length - han);
    return FLOOR + ((1 - FLOOR) * (same + PRIOR)) / (most + PRIOR);
  };
  const [ofHan, ofOther] = [factor(han), factor(leads.length - han)];
  return (document) => (isHan(document) ? ofHan : ofOther);
}

function isHan({ product }: IndexDocument): boolean {
  return HAN_OR_KANA.test(product.title);
}
