import type { EngineState } from './engine-state.ts';
import type { EngineFilter } from './engine-types.ts';
import { startOf } from './remove-document.ts';
import { singleColumn } from './single-column.ts';

/** Tells of one document whether a filter lets it pass, by its own values: for few documents, where walking a column costs more. */
export type DocumentPasses = (ordinal: number) => boolean;

/** Null where only the column can tell: some document has several numbers of the field. */
export function documentPasses(state: EngineState, filter: EngineFilter): DocumentPasses | null {
  const byNumber = numberPasses(state, filter);
  const byKeyword = keywordPasses(state, filter);
  return byNumber === null ? null : (ordinal) => byKeyword(ordinal) || byNumber(ordinal);
}

function keywordPasses({ documents, keywords }: EngineState, { field, values }: EngineFilter): DocumentPasses {
  const number = keywords.fields.numbers.get(field);
  if (number === undefined || values === null) return never;
  const folds = new Set(values.map((value) => keywords.fieldFolds[number]!.get(value.toLowerCase())).filter((fold) => fold !== undefined));
  return (ordinal) => {
    const end = documents.valueEnds.data[ordinal]!;
    for (let i = startOf(documents.valueEnds.data, ordinal); i < end; i++) {
      if (folds.has(keywords.valueFold.data[documents.values.data[i]!]!)) return true;
    }
    return false;
  };
}

function numberPasses({ documents, numbers }: EngineState, { field, values, range }: EngineFilter): DocumentPasses | null {
  const number = numbers.fields.numbers.get(field);
  if (number === undefined) return never;
  const column = singleColumn(numbers.columns, number, documents.ids.length);
  if (column === null) return null;
  const wanted = new Set((values ?? []).filter((value) => value.trim() !== '').map(Number));
  const min = range === null ? Infinity : (range.min ?? -Infinity);
  const max = range === null ? -Infinity : (range.max ?? Infinity);
  return (ordinal) => {
    const place = column[ordinal]!;
    if (place === 0) return false;
    const own = numbers.numbers.data[place - 1]!;
    return (own >= min && own <= max) || wanted.has(own);
  };
}

function never(): boolean {
  return false;
}
