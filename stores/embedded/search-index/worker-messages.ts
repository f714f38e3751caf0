import { AppError, type ErrorCode, type ErrorDetails } from '../../../schema/errors.ts';
import type { EmbeddingSpace } from '../../ports/product-index.ts';
import type { IndexCalls } from './index-calls.ts';

/** What the thread is started with. */
export interface WorkerStart {
  readonly dataDir: string;
  readonly alias: string;
  readonly nowMs: number;
  readonly embeddings: EmbeddingSpace | null;
}

/** A call, with the time of the caller's clock: the thread has none of its own. */
export interface WorkerCall {
  readonly number: number;
  readonly method: keyof IndexCalls;
  readonly args: readonly unknown[];
  readonly nowMs: number;
}

export type WorkerMessage =
  | { readonly kind: 'result'; readonly number: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly number: number; readonly error: SentError }
  | { readonly kind: 'warning'; readonly details: Readonly<Record<string, unknown>>; readonly message: string };

/** The call that opening the index answers. */
export const OPENING = 0;

/** An error as it travels between threads: its class would not. */
export interface SentError {
  /** Null for an error that is not ours. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly details: ErrorDetails;
  readonly stack: string | undefined;
}

export function toSentError(error: unknown): SentError {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details, stack: error.stack };
  if (error instanceof Error) return { code: null, message: error.message, details: {}, stack: error.stack };
  return { code: null, message: String(error), details: {}, stack: undefined };
}

export function fromSentError({ code, message, details, stack }: SentError): Error {
  const error = code === null ? new Error(message) : new AppError(code, message, { details });
  if (stack !== undefined) error.stack = stack;
  return error;
}
