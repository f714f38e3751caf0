import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Of vitest's JSON report, what is counted. */
const reportSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a test runs on, by the name of its suite and the folder of its file; the first that fits. */
const ADAPTERS: readonly (readonly [string, (test: { readonly fullName: string; readonly file: string }) => boolean])[] = [
  ['all servers', ({ fullName }) => /MongoDB, Elasticsearch and Redis|five processes over HTTP/.test(fullName)],
  ['MongoDB', ({ fullName, file }) => /contract: mongodb|\bMongoDB\b/i.test(fullName) || file.includes('/stores/mongodb/')],
  ['Elasticsearch', ({ fullName, file }) => /contract: elasticsearch|\bElasticsearch\b/i.test(fullName) || file.includes('/stores/elasticsearch/')],
  ['Redis', ({ fullName, file }) => /contract: redis|\bRedis\b/i.test(fullName) || file.includes('/stores/redis/')],
  ['embedded', () => true],
];

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Expected the path of vitest's JSON report.");
const { testResults } = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
const all = new Map<string, Counts>(ADAPTERS.map(([adapter]) => [adapter, { passed: 0, failed: 0, skipped: 0 }]));
const contracts = new Map<string, Counts>();

for (const { name: file, assertionResults } of testResults) {
  for (const { fullName, status } of assertionResults) {
    const [adapter] = ADAPTERS.find(([, fits]) => fits({ fullName, file }))!;
    count(all.get(adapter)!, status);
    const contract = /(\w+) contract: (\w+)/.exec(fullName);
    if (contract === null) continue;
    const key = contract[2]!.toLowerCase();
    const counts = contracts.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
    contracts.set(key, counts);
    count(counts, status);
  }
}
print('contract suites', contracts);
print('all suites', all);

function count(counts: Counts, status: string): void {
  if (status === 'passed') counts.passed++;
  else if (status === 'failed') counts.failed++;
  else counts.skipped++;
}

function print(what: string, counts: ReadonlyMap<string, Counts>): void {
  process.stdout.write(`${what}\n`);
  for (const [adapter, { passed, failed, skipped }] of counts) {
    process.stdout.write(`  ${adapter.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(5)} skipped\n`);
  }
}
