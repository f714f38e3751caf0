import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, PRODUCT_SCHEMA } from '../../../search/index.ts';
import { engineOf, queryOf, titled } from './engine-document.ts';

describe('correctWords', () => {
  const engine = engineOf(['bluetooth headphones', 'bluetooth speakers', 'headphone cable', 'Bücher', 'наушники', '手机壳', 'speaker tn2110']);

  it.each([
    ['a letter too few', 'bluetoth', 'bluetooth'],
    ['a letter too many', 'bluetoooth', 'bluetooth'],
    ['another letter', 'bluetooyh', 'bluetooth'],
    ['two letters swapped', 'bluetotoh', 'bluetooth'],
    ['the first letter', 'luetooth', 'bluetooth'],
    ['upper case and diacritics', 'BÜCHEER', 'bucher'],
    ['another script', 'ноушники', 'наушники'],
    ['two edits are too far', 'blutoth', null],
    ['a known word stays', 'speakers', null],
    ['a known stem stays', 'cables', null],
    ['a short word stays', 'blu', null],
    ['a model number stays', 'tn2111', null],
    ['Chinese stays', '手机克', null],
    ['nothing is near', 'refrigerator', null],
  ])('%s: %s', (_why, word, expected) => {
    expect(engine.correctWords([word])).toEqual([expected]);
  });

  it('takes the commonest neighbour, and forgets words with their last document', () => {
    const changing = engineOf(['lamp', 'lamp', 'camp']);
    expect(changing.correctWords(['xamp'])).toEqual(['lamp']);
    changing.remove('p0');
    changing.remove('p1');
    expect(changing.correctWords(['xamp'])).toEqual(['camp']);
  });

  it('takes a word of attributes only where none of the vocabulary is near', () => {
    const engine = createEngine(PRODUCT_SCHEMA);
    engine.put(titled('a', 'phone', { texts: { title: 'phone', attributes: ['leather'] } }));
    expect(engine.correctWords(['leathet', 'leather'])).toEqual(['leather', null]);
    engine.put(titled('b', 'feather', { texts: { title: 'feather', attributes: [] } }));
    expect(engine.correctWords(['xeather'])).toEqual(['feather']);
  });

  it('takes the neighbour that stands with the other words, in a title before a long text', () => {
    const engine = engineOf(['power bank', 'back cover', 'back pack', 'back rest', 'power back']);
    engine.put(titled('d', 'power bank', { texts: { title: 'power bank', description: 'power at the back' } }));
    expect(engine.correctWords(['bavk'])).toEqual(['back']);
    expect(engine.correctWords(['power', 'bajk'])).toEqual([null, 'bank']);
    expect(engine.correctWords(['power', 'bank'])).toEqual([null, null]);
  });
});

describe('complete', () => {
  const engine = engineOf(['wireless headphones', 'wireless headset', 'Wireless Headphones black', 'headphone stand', '华为手机壳', '手机支架', 'for fun']);

  it.each([
    ['the last word, most documents first', 'wireless head', [['wireless headphones', 2], ['wireless headset', 1]]],
    ['spellings of one term are one', 'head', [['headphones', 3], ['headset', 1]]],
    ['words before are kept as they count', 'Wi-fi   WIRELESS heads', []],
    ['case and spaces are folded', '  Wireless   HEADS', [['wireless headset', 1]]],
    ['a Chinese character becomes a bigram', '手', [['手机', 2]]],
    ['a Chinese run goes on', '手机', [['手机壳', 1], ['手机支', 1]]],
    ['function words are none', 'f', [['fun', 1]]],
    ['nothing typed', ' ', []],
    ['nothing begins so', 'zzz', []],
  ])('%s: %s', (_why, text, expected) => {
    expect(engine.complete(text, 10).map((completion) => [completion.text, completion.documents])).toEqual(expected);
  });

  it('keeps to the limit', () => {
    expect(engine.complete('w', 1)).toEqual([{ text: 'wireless', documents: 3 }]);
  });

  it('counts the documents that a search for the completion finds with all words', () => {
    const words = ['red', 'phone', 'phones', 'case', 'casing', '手机', '手机壳', 'charger'];
    const titles = fc.array(fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((title) => title.join(' ')), { maxLength: 12 });
    fc.assert(
      fc.property(titles, fc.constantFrom('p', 'red p', 'red c', 'ca', '手', 'phone 手机', 'red phone ch'), (titles, text) => {
        const engine = engineOf(titles);
        for (const completion of engine.complete(text, 10)) {
          const { total, relaxedWords } = engine.search(queryOf(completion.text, { relaxBelow: 1 }));
          expect({ total, relaxedWords }).toEqual({ total: completion.documents, relaxedWords: 0 });
        }
      }),
    );
  });
});
