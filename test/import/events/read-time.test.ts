import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeReader, isTimeZone, type TimeFormat } from '../../../cli/import/events/read-time.ts';

describe('a time', () => {
  it.each<[TimeFormat, string, unknown, string | null]>([
    ['iso', 'UTC', '2011-07-01T08:26:00Z', '2011-07-01T08:26:00.000Z'],
    ['iso', 'Asia/Tokyo', '2011-07-01T08:26:00+02:00', '2011-07-01T06:26:00.000Z'],
    ['iso', 'UTC', '2011-07-01 08:26:00.123456-0530', '2011-07-01T13:56:00.123Z'],
    ['iso', 'Europe/London', '2011-07-01 08:26:00', '2011-07-01T07:26:00.000Z'],
    ['iso', 'Europe/London', '2010-12-01 08:26', '2010-12-01T08:26:00.000Z'],
    ['iso', 'America/New_York', '2010-12-01', '2010-12-01T05:00:00.000Z'],
    ['iso', 'Asia/Kathmandu', '2010-12-01 00:00', '2010-11-30T18:15:00.000Z'],
    ['iso', 'UTC', '2011-02-30', null],
    ['iso', 'UTC', '2011-01-01 25:00', null],
    ['iso', 'UTC', '2011-01-01 10:60', null],
    ['iso', 'UTC', 'tomorrow', null],
    ['iso', 'UTC', 20_110_101, null],
    ['iso', 'UTC', null, null],
    ['iso', 'UTC', '1066-10-14', null],
    ['dd/mm/yyyy', 'UTC', '1/12/2010 8:26', '2010-12-01T08:26:00.000Z'],
    ['mm/dd/yyyy', 'UTC', '12/1/2010 08:26:05', '2010-12-01T08:26:05.000Z'],
    ['dd.mm.yyyy', 'Europe/Berlin', '01.07.2011', '2011-06-30T22:00:00.000Z'],
    ['mm/dd/yyyy', 'UTC', '13/1/2010', null],
    ['epoch-s', 'Asia/Tokyo', '1309508760', '2011-07-01T08:26:00.000Z'],
    ['epoch-s', 'UTC', 1_309_508_760.5, '2011-07-01T08:26:00.500Z'],
    ['epoch-ms', 'UTC', 1_309_508_760_000, '2011-07-01T08:26:00.000Z'],
    ['epoch-ms', 'UTC', '', null],
    ['epoch-ms', 'UTC', true, null],
  ])('as %s in %s: %j', (format, timeZone, value, expected) => {
    const ms = createTimeReader(format, timeZone)(value);
    expect(ms === null ? null : new Date(ms).toISOString()).toBe(expected);
  });

  it.each(['Europe/London', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'])('of a wall in %s is what shows that time there', (timeZone) => {
    const read = createTimeReader('iso', timeZone);
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990), max: Date.UTC(2030) }), (epoch) => {
        const shown = wall.format(epoch);
        // In the hour that comes twice another moment shows the same.
        expect(wall.format(read(shown)!)).toBe(shown);
      }),
      { numRuns: 300 },
    );
  });

  it('knows which zones there are', () => {
    expect(['Europe/London', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
