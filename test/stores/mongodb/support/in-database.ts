import { uniqueNamespace } from '../../../support/servers.ts';
import { scratchDatabase } from './scratch-database.ts';

/** What `open` opens, in a database of its own that goes with it. */
export async function inDatabase<T extends AsyncDisposable>(url: string, open: (namespace: string) => Promise<T>): Promise<T> {
  const namespace = uniqueNamespace();
  await using stack = new AsyncDisposableStack();
  stack.use(await scratchDatabase(url, namespace));
  const opened = stack.use(await open(namespace));
  const resources = stack.move();
  return { ...opened, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
