import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ISSUES, type IssueCode } from '../../indexer/index.ts';

const PAGE = join(import.meta.dirname, '../../docs/cleaning.md');

it('docs/cleaning.md lists every issue with its field, what is done and what it means, and no other', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*) \| (.*) \| (.*) \|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  const listed = Object.fromEntries(rows.map(([, code, field, policy, meaning]) => [code, { field, policy, meaning }]));
  const registry = Object.entries(ISSUES) as [IssueCode, (typeof ISSUES)[IssueCode]][];
  expect(listed).toEqual(
    Object.fromEntries(registry.map(([code, { field, policy, meaning }]) => [code, { field: field ?? 'the whole record', policy: policy === 'refuse' ? 'refused' : 'left out', meaning }])),
  );
});
