import type { EngineState } from './engine-state.ts';
import type { EngineFilter } from './engine-types.ts';
import { forEachBlock } from './pair-lists.ts';
import { MATCH } from './search-scratch.ts';

export interface FilterOutcome {
  /** Fields that are filtered; facets of these count without their own filters. */
  readonly fields: readonly string[];
  /** `MATCH` where all pass, `MATCH` + 1 + index in `fields` where only that field's filters fail, else 0. */
  roleOf(ordinal: number): number;
}

/** Reads each filtered column once; filters of one field must all hold. */
export function passFilters(state: EngineState, filters: readonly EngineFilter[]): FilterOutcome {
  const byField = Map.groupBy(filters, (filter) => filter.field);
  const fields = [...byField.keys()];
  if (fields.length === 0) return { fields, roleOf: () => MATCH };
  const documents = state.documents.ids.length;
  const passed = new Uint16Array(documents);
  const indexSum = new Uint32Array(documents);
  const step = new Uint16Array(documents);
  for (const [index, [field, ofField]] of [...byField].entries()) {
    for (const [filterIndex, filter] of ofField.entries()) {
      forEachPassing(state, field, filter, (ordinal) => {
        if (step[ordinal] === filterIndex) step[ordinal] = filterIndex + 1;
      });
    }
    for (let ordinal = 0; ordinal < documents; ordinal++) {
      if (step[ordinal] !== ofField.length) continue;
      passed[ordinal]!++;
      indexSum[ordinal]! += index;
    }
    step.fill(0);
  }
  const allIndexes = (fields.length * (fields.length - 1)) / 2;
  return {
    fields,
    roleOf: (ordinal) => {
      const count = passed[ordinal]!;
      if (count === fields.length) return MATCH;
      return count === fields.length - 1 ? MATCH + 1 + allIndexes - indexSum[ordinal]! : 0;
    },
  };
}

/** Visits the documents that one filter lets pass, in no order, some of them perhaps twice. */
export function forEachPassing(
  state: EngineState,
  name: string,
  { values, range }: EngineFilter,
  pass: (ordinal: number) => void,
): void {
  const { keywords, numbers } = state;
  const keywordField = keywords.fields.numbers.get(name);
  if (keywordField !== undefined && values !== null) {
    const folds = new Set(values.map((value) => keywords.fieldFolds[keywordField]!.get(value.toLowerCase())));
    const only = folds.size === 1 ? [...folds][0] : undefined;
    forEachBlock(keywords.columns, keywordField, (data, from, to) => {
      for (let i = from; i < to; i += 2) {
        const fold = keywords.valueFold.data[data[i + 1]!]!;
        if (fold === only || (only === undefined && folds.has(fold))) pass(data[i]!);
      }
    });
  }
  const numberField = numbers.fields.numbers.get(name);
  if (numberField === undefined) return;
  const wanted = new Set((values ?? []).filter((value) => value.trim() !== '').map(Number));
  const min = range === null ? Infinity : (range.min ?? -Infinity);
  const max = range === null ? -Infinity : (range.max ?? Infinity);
  forEachBlock(numbers.columns, numberField, (data, from, to) => {
    for (let i = from; i < to; i += 2) {
      const number = numbers.numbers.data[data[i + 1]!]!;
      if ((number >= min && number <= max) || (values !== null && wanted.has(number))) pass(data[i]!);
    }
  });
}
