import type { EngineState } from './engine-state.ts';
import { forEachBlock } from './pair-lists.ts';
import { startOf } from './remove-document.ts';
import { singleColumn } from './single-column.ts';

/** The values of a keyword field that a living document has, as they were put and in that order. */
export function keywordsOf({ documents, keywords }: EngineState, id: string, fieldName: string): string[] {
  const ordinal = documents.ordinals.get(id);
  const field = keywords.fields.numbers.get(fieldName);
  if (ordinal === undefined || field === undefined) return [];
  const own = documents.values.data.subarray(startOf(documents.valueEnds.data, ordinal), documents.valueEnds.data[ordinal]);
  const values: string[] = [];
  for (const value of own) {
    if (keywords.foldField.data[keywords.valueFold.data[value]!] === field) values.push(keywords.values[value]!);
  }
  return values;
}

/** The first number of a field that a living document has; null where it has none. Quick where no document has several. */
export function numberOf({ documents, numbers }: EngineState, id: string, fieldName: string): number | null {
  const ordinal = documents.ordinals.get(id);
  const field = numbers.fields.numbers.get(fieldName);
  if (ordinal === undefined || field === undefined) return null;
  const column = singleColumn(numbers.columns, field, documents.ids.length);
  const place = column === null ? firstPlace(numbers.columns, field, ordinal) : column[ordinal]!;
  return place === 0 ? null : numbers.numbers.data[place - 1]!;
}

/** 1 + the payload of the document's first pair; 0 where it has none. */
function firstPlace(columns: EngineState['numbers']['columns'], field: number, ordinal: number): number {
  let place = 0;
  forEachBlock(columns, field, (data, from, to) => {
    for (let i = from; i < to && place === 0; i += 2) if (data[i] === ordinal) place = 1 + data[i + 1]!;
  });
  return place;
}
