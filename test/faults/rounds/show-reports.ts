import type { RoundReport } from './run-round.ts';

export function toLine(round: number, { fault, what, writes, events, awaySeconds, searchableSeconds, faults }: RoundReport): string {
  const name = what === '' ? fault : `${fault}: ${what}`;
  return [
    String(round).padStart(2),
    name.padEnd(46),
    `${String(writes).padStart(6)} writes and ${String(events).padStart(5)} events acknowledged,`,
    `away ${awaySeconds.toFixed(1).padStart(4)} s, searchable after ${searchableSeconds.toFixed(1).padStart(4)} s,`,
    `${faults.length} faults`,
  ].join('  ');
}

/** A table in Markdown, one row a fault. */
export function summary(reports: readonly RoundReport[]): string {
  const rows = Array.from(Map.groupBy(reports, ({ fault }) => fault), ([fault, rounds]) => {
    const total = (of: (report: RoundReport) => number): number => rounds.reduce((sum, report) => sum + of(report), 0);
    const away = spread(rounds.map(({ awaySeconds }) => awaySeconds));
    const searchable = spread(rounds.map(({ searchableSeconds }) => searchableSeconds));
    return [fault, rounds.length, total(({ writes }) => writes), total(({ events }) => events), away, searchable, total(({ faults }) => faults.length)];
  });
  return [
    '| fault | rounds | writes acknowledged | events acknowledged | away, s: median (worst) | searchable again, s: median (worst) | found |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

function spread(seconds: readonly number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b);
  return `${sorted[Math.floor((sorted.length - 1) / 2)]!.toFixed(1)} (${sorted.at(-1)!.toFixed(1)})`;
}
