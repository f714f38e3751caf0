import type { QueryInterpretation } from '../search-types.ts';
import type { FieldEntries } from './field-entries.ts';
import { queryWords } from './query-words.ts';

/** Brands and categories named in the text, in its order; of overlapping names the longest. Nothing is filtered by it. */
export function detectFields(text: string, { names, longestName }: FieldEntries): QueryInterpretation['detected'] {
  const words = queryWords(text);
  const detected: { field: string; value: string; text: string }[] = [];
  let from = 0;
  while (from < words.length) {
    let length = Math.min(longestName, words.length - from);
    for (; length > 0; length--) {
      const run = words.slice(from, from + length);
      const found = names.get(run.map(({ key }) => key).join(' '));
      if (found === undefined) continue;
      const written = text.slice(run[0]!.start, run.at(-1)!.end);
      for (const { field, value } of found) detected.push({ field, value, text: written });
      break;
    }
    from += Math.max(length, 1);
  }
  return detected;
}
