import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { AppError, isErrorCode } from '../../schema/errors.ts';
import type { Printer } from '../print.ts';
import type { ShopTaskName } from '../tasks/shop-tasks.ts';
import { controlMessageSchema } from './control-message.ts';
import type { Owner } from './owner-file.ts';

interface AskOptions {
  readonly name: ShopTaskName;
  readonly args: unknown;
  readonly printer: Printer;
  readonly signal: AbortSignal;
}

/**
 * Has a task done by the process that has the shop open, and prints what it prints.
 * @throws AppError as the task would; `STORE_LOCKED` where that process does not answer, or stops before it is done.
 */
export async function askOwner({ pid, url, token }: Owner, { name, args, printer, signal }: AskOptions): Promise<void> {
  const silent = (cause?: unknown): AppError =>
    new AppError('STORE_LOCKED', `The shop belongs to process ${pid}, which did not answer; try again, or stop it first.`, { cause });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ json: printer.json, args });
  const response = await fetch(`${url}/${name}`, { method: 'POST', headers, body, signal }).catch((error: unknown) => {
    throw silent(error);
  });
  if (!response.ok || response.body === null) throw silent(`HTTP ${response.status}`);
  for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
    const message = controlMessageSchema.parse(JSON.parse(line));
    if ('remark' in message) printer.remark(message.remark);
    else if ('human' in message) printer.result(message.human, message.machine);
    else if ('done' in message) return;
    else throw new AppError(isErrorCode(message.failed.code) ? message.failed.code : 'INVARIANT_BROKEN', message.failed.message);
  }
  throw silent();
}
