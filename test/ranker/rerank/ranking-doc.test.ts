import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FEATURES } from '../../../ranker/index.ts';

const PAGE = join(import.meta.dirname, '../../../docs/ranking.md');

it('docs/ranking.md lists every feature in order, with unit, range and reference value, and no other', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(\w+)` \| (\w+) \| (.*) \| (\S+) to (\S+) \| (\S+) \| (.*) \|$/gm)];
  const listed = rows.map(([, name, group, unit, min, max, reference, meaning]) => ({
    name, group, unit, min: Number(min), max: Number(max), reference: Number(reference), meaning,
  }));
  expect(listed).toEqual(FEATURES);
});
