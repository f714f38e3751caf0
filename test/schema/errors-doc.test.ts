import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ERRORS } from '../../schema/errors.ts';

it('docs/Errors.md says exactly what the registry says', () => {
  const markdown = readFileSync(new URL('../../docs/Errors.md', import.meta.url), 'utf8');
  const documented = [...markdown.matchAll(/^\| `(\w+)` \| (\w+) \| (\w+) \| (\S+) \| (.+) \|$/gm)].map(
    ([, code, kind, clientCode, since, summary]) => [code, { kind, clientCode, since, summary }],
  );
  expect(documented).toEqual(Object.entries(ERRORS));
});
