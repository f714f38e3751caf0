import { PROCESS_NAMES, type ProcessName } from '../../cli/processes/process-name.ts';
import { type AisleProcess, startAisle } from './aisle-process.ts';

export interface ClusterOptions {
  /** Folder of models, shared. */
  readonly dataDir: string;
  /** Of the servers, and the three secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** For Node itself, such as something to load first. */
  readonly nodeArgs?: readonly string[];
}

/** A shop as five processes of `aisle serve --only`, on free ports. */
export interface Cluster extends AsyncDisposable {
  readonly processes: ReadonlyMap<ProcessName, AisleProcess>;
  /** Without a path. */
  readonly urls: Readonly<Record<ProcessName, string>>;
  /** Resolves when all processes say that they are ready, with the state of each part. */
  ready(): Promise<void>;
}

const LOOK_MS = 100;
const READY_MS = 60_000;

export async function startCluster({ dataDir, environment, nodeArgs = [] }: ClusterOptions): Promise<Cluster> {
  await using opened = new AsyncDisposableStack();
  const processes = new Map<ProcessName, AisleProcess>();
  const start = async (name: ProcessName, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const args = ['serve', '--only', name, '--data', dataDir, '--port', '0'];
    const running = opened.use(await startAisle(args, { ...environment, ...more }, (said) => said.length > 0, nodeArgs));
    processes.set(name, running);
    return running.said[0]!['url'] as string;
  };
  const [indexer, catalog, users, recommendations] = await Promise.all([start('indexer'), start('catalog'), start('users'), start('recommendations')]);
  const gateway = await start('gateway', { AISLE_CATALOG_URL: catalog, AISLE_USERS_URL: users, AISLE_RECOMMENDATIONS_URL: recommendations });
  const urls = { indexer, catalog, users, recommendations, gateway };
  const resources = opened.move();
  return {
    processes,
    urls,
    async ready() {
      const until = performance.now() + READY_MS;
      for (const name of PROCESS_NAMES) {
        for (;;) {
          const { checks } = (await (await fetch(`${urls[name]}/health/ready`)).json()) as { checks: Record<string, string> };
          if (Object.values(checks).every((state) => state === 'ok')) break;
          if (performance.now() > until) throw new Error(`${name} is not ready after ${READY_MS / 1_000} s: ${JSON.stringify(checks)}\n${processes.get(name)!.errors()}`);
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        }
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
