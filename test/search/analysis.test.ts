import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, analyzeQuery } from '../../search/index.ts';

const terms = (text: string): string[] => analyze(text).map(({ term }) => term);
const required = (query: string): string[] =>
  analyzeQuery(query).filter((term) => term.required).map(({ term }) => term);

describe('analyze', () => {
  it.each([
    ['plural and singular meet', 'Headphones headphone', ['headphon', 'headphon']],
    ['possessives and apostrophes', "men’s L'Oréal", ['men', 'loreal']],
    ['diacritics fold in Latin script', 'Café crème', ['cafe', 'creme']],
    ['full-width letters are letters', 'ＡＢＣ１２', ['abc12']],
    ['decimals stay whole', '43.2 cm', ['43.2', 'cm', '43.2cm']],
    ['a model number is found with and without its hyphen', 'TN-2110', ['tn', '2110', 'tn2110']],
    ['a number with its unit is found both ways', '8GB', ['8gb', '8', 'gb']],
    ['Chinese becomes unigrams and bigrams', '手机壳', ['手', '手机', '机', '机壳', '壳']],
    ['mixed text splits between scripts', '苹果iPhone壳', ['苹', '苹果', '果', 'iphon', '壳']],
    ['Japanese voiced marks are kept', 'がか', ['が', 'がか', 'か']],
  ])('%s: %s', (_why, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('gives offsets that lie in the text and hold the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const { start, end, surface } of analyze(text)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(surface).not.toBe('');
        }
      }),
    );
  });

  it('finds every term of a text when the text is the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const indexed = new Set(terms(text));
        expect(analyzeQuery(text).filter(({ term }) => !indexed.has(term))).toEqual([]);
      }),
    );
  });
});

describe('analyzeQuery', () => {
  it.each([
    ['function words are not asked for', 'a case for the phone', ['case', 'phone']],
    ['unless there is nothing else', 'the the', ['the']],
    ['bigrams are asked for, their characters only score', '手机壳', ['手机', '机壳']],
    ['a single character is asked for', '壳', ['壳']],
    ['parts of a compound are asked for, the joined form only scores', 'wi-fi', ['wi', 'fi']],
    ['a repeated word counts once', 'fan fans', ['fan']],
    ['punctuation alone asks for nothing', '!!! --', []],
  ])('%s: %s', (_why, query, expected) => {
    expect(required(query)).toEqual(expected);
  });
});
