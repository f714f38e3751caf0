import { productId } from '../../schema/ids.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { DirtKind } from './dirt-kinds.ts';
import type { SampleProduct } from './sample-product.ts';
import { textField } from './text-field.ts';

/** Ways in which some records are spoilt, as real feeds are: what each puts over the fields of a good record. */
const SPOILT_FIELDS = {
  html: (record) => ({
    title: `<b>${textField(record, 'title')}</b>`,
    description: `<p>${textField(record, 'description')}</p><ul><li>New</li></ul><script>track("view")</script>`,
  }),
  entities: (record) => ({
    title: textField(record, 'title').replaceAll(' ', '&nbsp;'),
    description: `${textField(record, 'description')} &quot;As good as it looks&quot; &amp; worth it.`,
  }),
  'full-width': (record) => ({
    title: textField(record, 'title').replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)),
  }),
  'control-characters': (record) => ({
    title: `\u0007${textField(record, 'title')}\u0000`,
    description: textField(record, 'description').replace(/[ 。]/, (mark) => `${mark}\u000b\u200b`),
  }),
  'title-missing': () => ({ title: null }),
  'title-blank': () => ({ title: ' \t ' }),
  'price-negative': () => ({ price: { amount: -1_999, currency: 'USD' } }),
  'currency-unknown': () => ({ price: { amount: 1_999, currency: 'QQQ' } }),
  'gtin-broken': () => ({ gtins: ['2000000000001', 'n/a'] }),
  'rating-absurd': () => ({ rating: { average: 47, count: -3 } }),
  'id-repeated': (record) => ({ id: textField(record, 'id').toUpperCase() }),
} satisfies Record<DirtKind, (record: JsonObject) => JsonObject>;

/** The product with a fault; `previous` is the one before it in the catalog, whose id is repeated in capitals. */
export function spoil(product: SampleProduct, kind: DirtKind, previous: SampleProduct): SampleProduct {
  const source = kind === 'id-repeated' ? previous : product;
  const record = { ...source.record.record, ...SPOILT_FIELDS[kind](source.record.record) };
  return {
    index: product.index,
    record: { ...product.record, id: productId(textField(record, 'id')), record },
    truth: { ...source.truth, dirt: kind },
  };
}
