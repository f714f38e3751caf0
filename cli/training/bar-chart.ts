import type { Interval } from '../../ranker/index.ts';

const WIDTH = 720;
const ROW = 26;
const LABEL = 150;

/** Horizontal bars with a whisker for the interval, as SVG. Names are plain words. */
export function barChart(bars: readonly (Interval & { readonly name: string })[]): string {
  const largest = Math.max(...bars.map(({ high }) => high), 1e-9);
  const x = (value: number): string => (LABEL + (value / largest) * (WIDTH - LABEL - 70)).toFixed(1);
  const rows = bars.map(({ name, mean, low, high }, row) => {
    const middle = row * ROW + ROW / 2;
    return (
      `<text x="${LABEL - 8}" y="${middle + 5}" text-anchor="end">${name}</text>` +
      `<rect x="${LABEL}" y="${middle - 8}" width="${(Number(x(mean)) - LABEL).toFixed(1)}" height="16" fill="#4a7fb5"/>` +
      `<path d="M${x(low)} ${middle}H${x(high)}" stroke="#1c2733" stroke-width="2"/>` +
      `<text x="${Number(x(high)) + 6}" y="${middle + 5}">${mean.toFixed(4)}</text>`
    );
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bars.length * ROW}" width="${WIDTH}" font-size="13" role="img">${rows.join('')}</svg>`;
}
