import { parentPort, workerData } from 'node:worker_threads';
import { indexCalls } from './index-calls.ts';
import { openIndexHere } from './open-index-here.ts';
import { OPENING, toSentError, type WorkerCall, type WorkerMessage, type WorkerStart } from './worker-messages.ts';

// The thread of `openIndexInWorker`.
const port = parentPort!;
const { dataDir, alias, nowMs, embeddings } = workerData as WorkerStart;
let clockMs = nowMs;
const say = (message: WorkerMessage): void => port.postMessage(message);
const answer = async (number: number, work: () => Promise<unknown>): Promise<void> => {
  try {
    say({ kind: 'result', number, result: await work() });
  } catch (error) {
    say({ kind: 'failure', number, error: toSentError(error) });
  }
};

await answer(OPENING, async () => {
  const index = await openIndexHere({
    dataDir,
    alias,
    now: () => clockMs,
    embeddings,
    log: {
      warn: ({ error, ...details }, message) =>
        say({ kind: 'warning', details: error === undefined ? details : { ...details, error: toSentError(error) }, message }),
    },
  });
  const calls = indexCalls(index);
  port.on('message', (call: WorkerCall) => {
    clockMs = call.nowMs;
    const method = calls[call.method] as (...args: readonly unknown[]) => Promise<unknown>;
    void answer(call.number, () => method(...call.args));
  });
});
