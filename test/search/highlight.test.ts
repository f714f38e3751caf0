import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHighlighter, escapeHtml } from '../../search/index.ts';

const whole = (query: string, text: string): string | null => createHighlighter(query).whole(text);
const fragments = (query: string, text: string): string[] => createHighlighter(query).fragments(text);

describe('whole', () => {
  it.each([
    ['stems match', 'headphone', 'Wireless Headphones', 'Wireless <em>Headphones</em>'],
    ['neighbours are marked as one', 'wireless mouse', 'A Wireless Mouse', 'A <em>Wireless Mouse</em>'],
    ['matches apart stay apart', 'red shoe', 'Red leather shoe', '<em>Red</em> leather <em>shoe</em>'],
    ['function words are not marked', 'case for phone', 'Case for a phone', '<em>Case</em> for a <em>phone</em>'],
    ['unless there is nothing else', 'the the', 'The The', '<em>The The</em>'],
    ['compounds, apart or joined', 'wi-fi router', 'WiFi Router, wi-fi', '<em>WiFi Router</em>, <em>wi-fi</em>'],
    ['a number with its unit', '8 gb', 'Memory 8GB', 'Memory <em>8GB</em>'],
    ['diacritics fold', 'cafe', 'Café crème', '<em>Café</em> crème'],
    ['Chinese by pairs', '手机', '苹果手机壳', '苹果<em>手机</em>壳'],
    ['a Chinese run as one', '手机壳', '红色手机壳', '红色<em>手机壳</em>'],
    ['single characters of a longer run are not marked', '手机', '二手相机', null],
    ['a single character is, where it is all that is asked for', '壳', '手机壳', '手机<em>壳</em>'],
    ['mixed scripts', '苹果 iphone', '苹果iPhone 15', '<em>苹果iPhone</em> 15'],
    ['what is not ours is escaped', 'bolt', '<b>Bolt</b> & "Nut"', '&lt;b&gt;<em>Bolt</em>&lt;/b&gt; &amp; &quot;Nut&quot;'],
    ['nothing matches', 'sofa', 'Red shoe', null],
    ['nothing asked for', '', 'Red shoe', null],
  ])('%s', (_why, query, text, expected) => {
    expect(whole(query, text)).toBe(expected);
  });
});

describe('fragments', () => {
  const filler = 'Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore. '.repeat(4);

  it('shows the place where most of the query stands, cut between words', () => {
    const [fragment, ...others] = fragments('red shoe', `${filler}A shoe. ${filler}A red leather shoe for you. ${filler}`);
    expect(others).toEqual([]);
    expect(fragment).toContain('<em>red</em> leather <em>shoe</em>');
    expect(fragment).toMatch(/^[a-z]+ .* [a-z]+$/i);
  });

  it('adds a second place where it shows another word, in the order of the text', () => {
    const shown = fragments('red shoe', `${filler}A shoe. ${filler}All red. ${filler}`);
    expect(shown.map((text) => /<em>(.*)<\/em>/.exec(text)?.[1])).toEqual(['shoe', 'red']);
  });

  it('shows both of two places that are near each other, without repeating what is between them', () => {
    const between = 'x'.repeat(9).concat(' ').repeat(17);
    const shown = fragments('red shoe', `A red one ${between}or a shoe too.`);
    expect(shown).toHaveLength(2);
    expect(shown.join(' ').replaceAll(/<\/?em>/g, '')).toBe(`A red one ${between}or a shoe too.`);
  });

  it('gives a short text whole', () => {
    expect(fragments('shoe', 'A red shoe.')).toEqual(['A red <em>shoe</em>.']);
  });

  it('gives nothing where nothing matches', () => {
    expect(fragments('sofa', filler)).toEqual([]);
  });

  const word = fc.oneof(
    fc.constantFrom('red', 'shoes', 'shoe', 'wi-fi', '8', 'GB', '手机壳', '手机', '<b>', '&amp;', 'a', "men's", '\n', '😀'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const text = fc.array(word, { maxLength: 120 }).chain((words) => fc.constantFrom(words.join(' '), words.join('')));

  it('are pieces of the text once the marks are taken away, none too long, none overlapping', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('red shoe', '手机壳 red', 'wi-fi 8 gb', 'a'), (text, query) => {
        const highlighter = createHighlighter(query);
        let from = 0;
        for (const fragment of highlighter.fragments(text)) {
          expect(fragment).toContain('<em>');
          const plain = unmarked(fragment);
          expect(plain.length).toBeLessThanOrEqual(Math.max(160, longestMark(fragment)));
          const at = text.indexOf(plain, from);
          expect(at).toBeGreaterThanOrEqual(0);
          from = at + plain.length;
        }
        expect(unmarked(highlighter.whole(text) ?? escapeHtml(text))).toBe(text);
      }),
    );
  });

  it('marks each word that search would find, and no other', () => {
    const words = fc.array(fc.constantFrom('red', 'shoes', 'shoe', 'sofa', 'redder', 'blue'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (words) => {
        // Joined by what is no glue, so that each match is marked by itself.
        const html = whole('red shoe', words.join(' , '));
        const expected = words.filter((word) => ['red', 'shoes', 'shoe'].includes(word));
        expect([...(html ?? '').matchAll(/<em>(.*?)<\/em>/g)].map((match) => match[1])).toEqual(expected);
      }),
    );
  });
});

it('escapeHtml leaves nothing that HTML reads', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      expect(unescaped(escapeHtml(text))).toBe(text);
    }),
  );
});

const longestMark = (html: string): number =>
  Math.max(...[...html.matchAll(/<em>([^]*?)<\/em>/g)].map((match) => unescaped(match[1]!).length));
const unmarked = (html: string): string => unescaped(html.replaceAll(/<\/?em>/g, ''));
const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
