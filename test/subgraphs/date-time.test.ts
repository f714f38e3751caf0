import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTime } from '../../subgraphs/shared/date-time.ts';

describe('DateTime', () => {
  it('writes epoch milliseconds as RFC 3339 in UTC, and reads back what it wrote', () => {
    const instants = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const text = dateTime.serialize(instant.getTime());
        expect(text).toBe(instant.toISOString());
        expect(dateTime.parseValue(text)).toBe(text);
      }),
    );
  });

  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31t12:00:00z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00+05:30', '2026-01-31T06:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123Z'],
  ])('takes %s as %s', (text, utc) => {
    expect(dateTime.parseValue(text)).toBe(utc);
  });

  it.each(['2026-01-31', '2026-01-31T12:00:00', '2026-02-30T12:00:00Z', '2026-13-01T12:00:00Z', '2026-01-31T25:00:00Z', 'tomorrow', '', 1_700_000_000_000, null])(
    'refuses %j',
    (value) => {
      expect(() => dateTime.parseValue(value)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    },
  );

  it('refuses to write what is no instant', () => {
    expect(() => dateTime.serialize(Number.NaN)).toThrow(expect.objectContaining({ code: 'INVARIANT_BROKEN' }));
  });
});
