import { AppError } from '../../../schema/errors.ts';
import { fault, type UserError, type UserErrorCode } from '../../../schema/user-error.ts';
import type { IndexFilter } from '../../../stores/ports/search-index.ts';
import { checkLocale } from '../../input/check-locale.ts';
import { parseFilters } from '../../input/parse-filters.ts';
import { conditionWords } from '../condition-words.ts';
import type { FilterInput } from './rule-input.ts';

type Path = readonly (string | number)[];

/**
 * Reads a caller's input and gathers all that is wrong with it. What a method gives for a faulty value is of the right
 * type but not to be used: look at `faults` first.
 */
export interface InputReader {
  readonly faults: readonly UserError[];
  refuse(path: Path, code: UserErrorCode, message: string): void;
  /** NFKC, trimmed; not blank. */
  text(value: string, path: Path, lengthMax: number): string;
  /** Checked like a text, and left as it is. */
  id(value: string, path: Path, lengthMax: number): string;
  /** A text with at least one word. */
  words(value: string, path: Path, lengthMax: number): string;
  url(value: string, path: Path, lengthMax: number): string;
  number(value: number, path: Path, range: { readonly min: number; readonly max: number; readonly whole: boolean }): number;
  /** At most `max` items, each read by itself. */
  list<T, R>(values: readonly T[], path: Path, options: { readonly max: number; readonly read: (value: T, path: Path) => R }): readonly R[];
  filters(values: readonly FilterInput[], path: Path): readonly IndexFilter[];
  locale(value: string | null, path: Path): string | null;
}

const CONTROL = /\p{Cc}/u;

export function createInputReader(): InputReader {
  const faults: UserError[] = [];
  const refuse = (path: Path, code: UserErrorCode, message: string): void => void faults.push(fault(path, code, message));

  function text(value: string, path: Path, lengthMax: number): string {
    const trimmed = value.normalize('NFKC').trim();
    if (trimmed === '') refuse(path, 'BLANK', 'Expected some text, got none but white space.');
    else if (Array.from(trimmed).length > lengthMax) refuse(path, 'TOO_LONG', `Expected at most ${lengthMax} characters, got ${Array.from(trimmed).length}.`);
    else if (CONTROL.test(trimmed)) refuse(path, 'CONTROL_CHARACTER', 'Expected no control characters, got one.');
    else if (!trimmed.isWellFormed()) refuse(path, 'CONTROL_CHARACTER', 'Expected whole characters, got half a surrogate pair.');
    return trimmed;
  }

  /** What a check of the domain throws, as a fault of the place. */
  function attempt<R>(path: Path, code: UserErrorCode, work: () => R, otherwise: R): R {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'caller') throw error;
      const inner = String(error.details['path'] ?? '').match(/[A-Za-z]+|\d+/g) ?? [];
      // The check names the place from its own root, which stands for our path.
      refuse([...path, ...inner.slice(1)], code, error.message.replace(/^`[^`]*`: e/, 'E'));
      return otherwise;
    }
  }

  return {
    faults,
    refuse,
    text,
    id(value, path, lengthMax) {
      text(value, path, lengthMax);
      return value;
    },
    words(value, path, lengthMax) {
      const before = faults.length;
      const read = text(value, path, lengthMax).replaceAll(/\s+/gu, ' ');
      if (faults.length === before && conditionWords(read).sequence.length === 0) refuse(path, 'NO_WORDS', 'Expected at least one letter or digit, got none.');
      return read;
    },
    url(value, path, lengthMax) {
      const before = faults.length;
      const read = text(value, path, lengthMax);
      // A path of the shop's own, or a whole address of the web; nothing that a page would run.
      const isPath = /^\/(?!\/)\S*$/.test(read);
      const isWeb = /^https?:\/\/\S+$/i.test(read) && URL.canParse(read);
      if (faults.length === before && !isPath && !isWeb) refuse(path, 'URL_INVALID', 'Expected an address that begins with http://, https:// or /, got another.');
      return read;
    },
    number(value, path, { min, max, whole }) {
      if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
        refuse(path, 'OUT_OF_RANGE', `Expected ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}, got ${value}.`);
      }
      return value;
    },
    list(values, path, { max, read }) {
      if (values.length > max) {
        refuse(path, 'TOO_MANY', `Expected at most ${max}, got ${values.length}.`);
        return [];
      }
      return values.map((value, index) => read(value, [...path, index]));
    },
    filters: (values, path) =>
      attempt(
        path,
        'FILTER_INVALID',
        () =>
          parseFilters(
            values.map(({ field, values, range }) => ({
              field,
              values: values ?? null,
              range: range == null ? null : { min: range.min ?? null, max: range.max ?? null },
            })),
          ),
        [],
      ),
    locale: (value, path) => attempt(path, 'LOCALE_INVALID', () => checkLocale(value), value),
  };
}
