import { analyze, FUNCTION_WORDS } from '../../search/index.ts';
import { type QueryWord, queryWords } from '../understanding/query-words.ts';

/** A text as conditions of rules compare it. */
export interface ConditionWords {
  /** Stems in order; `wi-fi` is one, `wifi`; function words are left out unless there is nothing else. */
  readonly sequence: readonly string[];
  /** All of those, and the parts of joined ones: `wi` and `fi` too. */
  readonly any: ReadonlySet<string>;
}

/** The analysis of search, so that a rule for a text holds for whatever search takes for the same text. */
export function conditionWords(text: string): ConditionWords {
  const parts = queryWords(text);
  const joined = analyze(text).filter(({ start, end }) => parts.filter((part) => start <= part.start && part.end <= end && !part.cjk).length > 1);
  const isJoined = ({ start, end, cjk }: QueryWord): boolean => !cjk && joined.some((whole) => whole.start <= start && end <= whole.end);
  const whole = [
    ...parts.filter((part) => !isJoined(part)),
    ...joined.map(({ term, surface, start, end }) => ({ key: term, surface, start, end, cjk: false })),
  ].toSorted((a, b) => a.start - b.start);
  const telling = whole.filter(({ surface }) => !FUNCTION_WORDS.has(surface));
  const kept = telling.length > 0 ? telling : whole;
  return {
    sequence: kept.map(({ key }) => key),
    any: new Set([...kept, ...parts.filter(isJoined)].map(({ key }) => key)),
  };
}
