const WIDTH = 720;
const HEIGHT = 180;
const MARGIN = 46;

/** A value by epoch, as SVG. */
export function lineChart(name: string, values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const x = (place: number): string => (MARGIN + (place / Math.max(1, values.length - 1)) * (WIDTH - 2 * MARGIN)).toFixed(1);
  const y = (value: number): string => (HEIGHT - 24 - ((value - low) / span) * (HEIGHT - 54)).toFixed(1);
  const points = values.map((value, place) => `${x(place)},${y(value)}`);
  const dots = values.map((value, place) => `<circle cx="${x(place)}" cy="${y(value)}" r="2.5" fill="#4a7fb5"/>`);
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" font-size="12" role="img">` +
    `<text x="4" y="14" font-weight="bold">${name}</text>` +
    `<text x="4" y="${y(high)}">${high.toFixed(4)}</text><text x="4" y="${y(low)}">${low.toFixed(4)}</text>` +
    `<path d="M${MARGIN} ${HEIGHT - 18}H${WIDTH - MARGIN}" stroke="#c3ccd6"/><text x="${WIDTH / 2}" y="${HEIGHT - 4}" text-anchor="middle">epoch 1 to ${values.length}</text>` +
    `<polyline points="${points.join(' ')}" fill="none" stroke="#4a7fb5" stroke-width="2"/>${dots.join('')}</svg>`
  );
}
