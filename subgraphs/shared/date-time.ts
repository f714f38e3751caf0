import { GraphQLScalarType } from 'graphql';
import { AppError } from '../../schema/errors.ts';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * RFC 3339 instant in UTC, to the millisecond. Inside: epoch milliseconds on the way out; on the way in its text,
 * brought to UTC, so that an input stays JSON. An input with another offset is the same instant and is taken.
 */
export const dateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'RFC 3339 instant in UTC.',
  serialize: (value) => {
    if (typeof value === 'number' && Number.isFinite(value)) return new Date(value).toISOString();
    throw new AppError('INVARIANT_BROKEN', `Expected epoch milliseconds for a DateTime, got ${typeof value}.`);
  },
  parseValue: (value) => toUtc(value),
});

function toUtc(value: unknown): string {
  const text = typeof value === 'string' ? value.toUpperCase() : '';
  const date = RFC_3339.exec(text)?.[1];
  const time = Date.parse(text);
  // Date.parse turns 30 February into 1 March.
  if (date === undefined || Number.isNaN(time) || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date) {
    throw new AppError('INPUT_INVALID', `Expected an RFC 3339 instant such as 2026-01-31T12:00:00Z, got ${JSON.stringify(value)}.`);
  }
  return new Date(time).toISOString();
}
