import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '@elastic/elasticsearch';
import { AppError } from '../../../schema/errors.ts';
import { type Connection, WRITE_MS } from '../connection.ts';
import { saysFull, translateError } from '../translate-error.ts';

/** One line pair of a bulk request, written out: JSON of JavaScript loses the last digits of 64-bit versions. */
export interface BulkLine {
  readonly id: string;
  readonly action: string;
  readonly source: string;
}

interface ItemAnswer {
  readonly status: number;
  readonly error?: { readonly type?: string; readonly reason?: string };
}

/** How often a batch that is refused is sent again before the write fails: about 25 s in all. */
const TRIES = 12;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 4_000;

/** Bytes per request: 413 begins at 100 MB, and the larger a request, the sooner memory is short for it. */
const BYTES_MAX = 8_000_000;

/** Lines of a request that are worth another beside it: Elasticsearch works on one request of a shard with one core. */
const LINES_PER_LANE = 100;

export interface BulkOptions {
  readonly connection: Connection;
  readonly index: string;
  /** Requests at once; 1 by default. */
  readonly lanes?: number;
  readonly random: () => number;
  readonly signal?: AbortSignal;
}

/**
 * Writes all lines, those of one id in order, and resolves when all are durable or known to be older than what is there. What Elasticsearch
 * refuses for want of room (429, 413, a shard that moves) is sent again, later and in halves; nothing is left out.
 *
 * @throws AppError `STORE_FULL`; `SEARCH_INDEX_UNAVAILABLE` where it goes on refusing; `INVARIANT_BROKEN` for an entry that does
 *   not fit the mapping. Part of the lines may be written then: writing them again is harmless.
 */
export async function sendBulk(lines: readonly BulkLine[], options: BulkOptions): Promise<void> {
  const lanes = inLanes(lines, Math.min(options.lanes ?? 1, Math.ceil(lines.length / LINES_PER_LANE)));
  // All are awaited, so that nothing is under way any more when it fails.
  const sent = await Promise.allSettled(lanes.map((lane) => sendLane(lane, options)));
  for (const lane of sent) if (lane.status === 'rejected') throw lane.reason;
}

async function sendLane(lines: readonly BulkLine[], options: BulkOptions): Promise<void> {
  for (const part of inParts(lines, BYTES_MAX)) await sendPart(part, options, 0);
}

async function sendPart(lines: readonly BulkLine[], options: BulkOptions, tries: number): Promise<void> {
  if (lines.length === 0) return;
  const refused = await trySend(lines, options);
  if (refused.lines.length === 0) return;
  if (tries + 1 >= TRIES) throw refused.error;
  await pause(tries, options);
  // What is refused as a whole may be too much at once; one line cannot be made smaller.
  const halves = refused.lines.length === lines.length && lines.length > 1 ? inHalves(lines) : [refused.lines];
  for (const half of halves) await sendPart(half, options, tries + 1);
}

interface Refused {
  readonly lines: readonly BulkLine[];
  readonly error: unknown;
}

const ALL_TAKEN: Refused = { lines: [], error: null };

async function trySend(lines: readonly BulkLine[], { connection, index, signal }: BulkOptions): Promise<Refused> {
  const operations = lines.flatMap(({ action, source }) => [action, source]);
  try {
    const answer = await connection.attempt(
      (client, call) => client.bulk<string>({ index, operations, filter_path: ['errors', 'items.*.status', 'items.*.error'] }, call),
      WRITE_MS,
      signal,
    );
    return answer.errors ? refusedOf(lines, answer.items.map((item) => Object.values(item)[0] as ItemAnswer)) : ALL_TAKEN;
  } catch (error) {
    const known = translateError(error);
    const status = error instanceof errors.ResponseError ? (error.statusCode ?? 0) : 0;
    if (known instanceof AppError && known.code === 'SEARCH_INDEX_UNAVAILABLE' && (status === 429 || status === 413)) return { lines, error: known };
    throw known;
  }
}

/** The lines to send again: those refused, and later ones of the same id, so that they stay in order. */
function refusedOf(lines: readonly BulkLine[], answers: readonly ItemAnswer[]): Refused {
  const again = new Set<string>();
  let error: unknown = null;
  for (const [place, { status, error: reason }] of answers.entries()) {
    // 409: older than what is there.
    if (status < 300 || status === 409) continue;
    const details = { status, elasticsearch: reason?.type ?? 'unknown' };
    if (saysFull(reason?.type, reason?.reason)) throw new AppError('STORE_FULL', 'Elasticsearch takes no writes: its disk is full.', { details });
    if (status !== 429 && status !== 503) {
      const code = status === 400 ? 'INVARIANT_BROKEN' : 'SEARCH_INDEX_UNAVAILABLE';
      throw new AppError(code, `Elasticsearch refused an entry with ${status}: ${reason?.type ?? 'unknown'}.`, { details });
    }
    error = new AppError('SEARCH_INDEX_UNAVAILABLE', `Elasticsearch goes on refusing entries with ${status}.`, { details });
    again.add(lines[place]!.id);
  }
  return { lines: lines.filter(({ id }) => again.has(id)), error };
}

/** Longer each time, and never the same for two writers. */
async function pause(tries: number, { random, signal }: BulkOptions): Promise<void> {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
  try {
    await sleep(most * (0.5 + random() / 2), undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** All lines of an id in one lane. */
function inLanes(lines: readonly BulkLine[], count: number): readonly (readonly BulkLine[])[] {
  if (count <= 1) return [lines];
  const laneOf = new Map<string, number>();
  const lanes = Array.from({ length: count }, (): BulkLine[] => []);
  for (const line of lines) {
    const lane = laneOf.get(line.id) ?? laneOf.size % count;
    laneOf.set(line.id, lane);
    lanes[lane]!.push(line);
  }
  return lanes;
}

function inHalves<T>(list: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function inParts(lines: readonly BulkLine[], bytesMax: number): readonly (readonly BulkLine[])[] {
  const parts: BulkLine[][] = [];
  let bytes = Infinity;
  for (const line of lines) {
    const size = line.action.length + Buffer.byteLength(line.source) + 2;
    if (bytes + size > bytesMax) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(line);
    bytes += size;
  }
  return parts;
}
