import type { ImportProgress } from './import-types.ts';

/** Least time between two reports, milliseconds. */
const REPORT_EVERY_MS = 1_000;

export interface ProgressMeter {
  /** Says how many rows have been read in all. Cheap: looks at the clock only now and then. */
  rows(total: number): void;
  /** The last report. */
  end(total: number): void;
}

export interface ProgressMeterOptions {
  readonly now: () => number;
  /** Share of the work that is done, 0..1. */
  readonly share: () => number;
  readonly report: (progress: ImportProgress) => void;
}

export function createProgressMeter({ now, share, report }: ProgressMeterOptions): ProgressMeter {
  const startedAtMs = now();
  let reportedAtMs = startedAtMs;
  const progress = (rows: number, done: number): ImportProgress => {
    const seconds = (now() - startedAtMs) / 1_000;
    return {
      rows,
      rowsPerSecond: seconds > 0 ? rows / seconds : 0,
      share: done,
      secondsLeft: done > 0 ? (seconds * (1 - done)) / done : null,
    };
  };
  return {
    rows(total) {
      if (total % 100 !== 0 || now() - reportedAtMs < REPORT_EVERY_MS) return;
      reportedAtMs = now();
      report(progress(total, share()));
    },
    end: (total) => report(progress(total, 1)),
  };
}
