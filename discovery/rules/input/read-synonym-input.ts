import type { UserError } from '../../../schema/user-error.ts';
import type { SynonymContent } from '../../../stores/ports/synonym.ts';
import { queryWords } from '../../understanding/query-words.ts';
import { LIMITS } from './limits.ts';
import { createInputReader, type InputReader } from './reader.ts';
import type { SynonymInput } from './rule-input.ts';

type Path = readonly (string | number)[];

export type ReadSynonym =
  | { readonly content: SynonymContent; readonly userErrors: null }
  | { readonly content: null; readonly userErrors: readonly UserError[] };

/** What a caller wrote as synonyms, or all that is wrong with it, with paths that begin with `path`. */
export function readSynonymInput({ kind, terms, expandsTo, locale }: SynonymInput, path: Path): ReadSynonym {
  const reader = createInputReader();
  const content: SynonymContent = {
    kind,
    terms: readTerms(terms, [...path, 'terms'], reader),
    expandsTo: readTerms(expandsTo ?? [], [...path, 'expandsTo'], reader),
    locale: reader.locale(locale ?? null, [...path, 'locale']),
  };
  if (kind === 'EQUIVALENT') {
    if (terms.length < 2) reader.refuse([...path, 'terms'], 'REQUIRED', `Expected at least two terms that mean the same, got ${terms.length}.`);
    if ((expandsTo ?? []).length > 0) reader.refuse([...path, 'expandsTo'], 'NOT_ALLOWED', 'Expected none, since equivalent terms stand for one another; got some.');
  } else {
    if (terms.length === 0) reader.refuse([...path, 'terms'], 'REQUIRED', 'Expected at least one term, got none.');
    if ((expandsTo ?? []).length === 0) reader.refuse([...path, 'expandsTo'], 'REQUIRED', 'Expected at least one term that the others also find, got none.');
  }
  return reader.faults.length === 0 ? { content, userErrors: null } : { content: null, userErrors: reader.faults };
}

function readTerms(terms: readonly string[], path: Path, reader: InputReader): readonly string[] {
  const seen = new Set<string>();
  return reader.list(terms, path, {
    max: LIMITS.terms,
    read(value, at) {
      const term = reader.words(value, at, LIMITS.termLength);
      // Two spellings of one stem are one term to search.
      const key = queryWords(term).map((word) => word.key).join(' ');
      if (seen.has(key)) reader.refuse(at, 'REPEATED', `Expected each term once, got ${JSON.stringify(term)} again.`);
      seen.add(key);
      return term;
    },
  });
}
