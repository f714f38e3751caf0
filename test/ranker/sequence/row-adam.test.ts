import { expect, it } from 'vitest';
import { createSeededRandom } from '../../../ranker/index.ts';
import { createAdam } from '../../../ranker/sequence/adam.ts';
import { createRowAdam } from '../../../ranker/sequence/row-adam.ts';

const ROWS = 6;
const WIDTH = 4;

it('moves a table as Adam does: rows with a gradient now, long ago, and again after they came to rest', () => {
  const random = createSeededRandom(8);
  const table = Float32Array.from({ length: ROWS * WIDTH }, () => 0.03 * random.normal());
  const dense = table.slice();
  const untouched = table.slice((ROWS - 1) * WIDTH);
  const adam = createAdam({ learningRate: 1e-3 });
  const rowAdam = createRowAdam(table, WIDTH, { learningRate: 1e-3 });
  let atRest = 0;
  for (let step = 0; step < 1500; step += 1) {
    const rows = new Map<number, Float32Array>();
    // A row's last gradient is by then longer ago than it goes on moving.
    for (let row = 0; row < ROWS - 1; row += 1) if (random.next() < 0.002 * 4 ** row || (row === 0 && step % 700 === 5)) rows.set(row, Float32Array.from({ length: WIDTH }, () => 1e-3 * random.normal()));
    const gradient = new Float32Array(table.length);
    for (const [row, values] of rows) gradient.set(values, row * WIDTH);
    const first = table.slice(0, WIDTH);
    adam.step(new Map([['table', dense]]), new Map([['table', gradient]]));
    rowAdam.step(rows);
    if (step > 5 && first.every((value, column) => value === table[column])) atRest += 1;
    for (const [place, value] of table.entries()) expect(Math.abs(value - dense[place]!)).toBeLessThan(1e-6);
  }
  expect(atRest).toBeGreaterThan(300);
  expect(table.slice((ROWS - 1) * WIDTH)).toEqual(untouched);
});
