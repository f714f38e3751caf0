import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSampleShop } from '../support/start-sample-shop.ts';
import { walkThrough } from './walk-through.ts';

/*
 * Writes docs/merchandising-walkthrough.md from a run on a new sample shop: npm run docs:merchandising
 */
const PAGE = join(import.meta.dirname, '../../../docs/merchandising-walkthrough.md');

const sample = await startSampleShop({ overHttp: false });
const walked = await walkThrough(sample);
await sample[Symbol.asyncDispose]();
const sections = walked.map(({ step, operation, data }, index) =>
  [`## ${index + 1}. ${step.heading}`, step.prose, ['```graphql', operation, '```'].join('\n'), ['```json', compact(data), '```'].join('\n')].join('\n\n'),
);
const intro = `# A merchandiser's walk-through

Made from a run on a new sample shop by \`npm run docs:merchandising\`; \`test/e2e/merchandising.test.ts\` does every step and holds that it shows what is said of it.
Start one with \`npm start\`, open http://127.0.0.1:4000/, put the MERCHANDISER token that it prints into the headers
(\`{"authorization": "Bearer …"}\`), and paste. Ids of rules are new in each shop: take yours from the answers. What conditions and actions mean, and who wins where two rules
disagree: [merchandising.md](merchandising.md).`;
writeFileSync(PAGE, `${[intro, ...sections].join('\n\n')}\n`);
console.log(`written ${PAGE}: ${walked.length} steps, ${walked.filter(({ shown }) => shown).length} of them show what they say`);
process.exitCode = walked.every(({ shown }) => shown) ? 0 : 1;

/** JSON with what fits on a line on one. */
function compact(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (flat.length + indent.length <= 140 || value === null || typeof value !== 'object') return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((entry) => inner + compact(entry, inner))
    : Object.entries(value).map(([key, entry]) => `${inner}${JSON.stringify(key)}: ${compact(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
