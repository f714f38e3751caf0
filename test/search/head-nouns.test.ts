import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, headNouns, kindsOf } from '../../search/index.ts';

describe('headNouns', () => {
  it.each([
    ['a thing by the last word of its name', 'gaming laptop', ['laptop']],
    ['not what an accessory is for', 'Keyed Laptop Lock', ['lock']],
    ['not what follows a preposition', 'Sleeve for laptop', ['sleev']],
    ['what follows the object of a preposition after punctuation', 'Mount for screens, wall bracket', ['mount', 'bracket']],
    ['the thing before a measure', 'Flat Panel Monitor 48.3 cm', ['monitor', 'cm']],
    ['the thing after a model', 'Photosmart M525 Digital Camera', ['photosmart', 'camera']],
    ['the thing before a specification in capitals', 'Gaming mouse USB', ['mous', 'usb']],
    ['a thing in capitals that ends its name', 'LCD TV', ['tv']],
    ['several things', 'Keyboard and mouse', ['keyboard', 'mous']],
    ['how many there are, and of what', 'Set of mugs', ['set', 'mug']],
    ['a name with marks inside as one', 'Wi-Fi Canon® printer', ['printer']],
    ['both sides of a lone dash', 'Camera Battery - Charger', ['batteri', 'charger']],
    ['an abbreviated preposition', 'Enclosure w/ fan', ['enclosur']],
    ['each once', 'Case, case', ['case']],
    ['nothing in Chinese', '不锈钢炒锅', []],
    ['nothing in numbers', '2060 12', []],
    ['nothing in an empty text', '', []],
  ])('tells %s', (_what, text, heads) => {
    expect(headNouns(text)).toEqual(heads);
  });

  it('leaves out a brand at the beginning, and only there', () => {
    expect(headNouns('DELL W009C charger', 'Dell')).toEqual(['charger']);
    expect(headNouns('Caddy, Dell', 'Dell')).toEqual(['caddi', 'dell']);
    expect(headNouns('Tripp Lite', 'Tripp Lite')).toEqual([]);
  });

  it('names nothing that does not stand in the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.option(fc.string()), (text, brand) => {
        const terms = new Set(analyze(text).map(({ term }) => term));
        for (const head of headNouns(text, brand)) expect(terms).toContain(head);
      }),
    );
  });
});

it('takes the category first, then the title, each kind once', () => {
  const categories = [{ name: 'Home' }, { name: 'Flat screens' }];
  expect(kindsOf({ title: 'HP L1906 Monitor', brand: 'HP', categories })).toEqual(['screen', 'monitor']);
  expect(kindsOf({ title: 'Screen', brand: null, categories })).toEqual(['screen']);
  expect(kindsOf({ title: 'Screen', brand: null, categories: [] })).toEqual(['screen']);
});
