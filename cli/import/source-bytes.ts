import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../schema/errors.ts';

/** A file to import: its bytes as text readers want them, and how far reading has got. */
export interface SourceBytes extends AsyncDisposable {
  /** Decompressed, in pieces; reading goes no faster than the consumer. May be taken once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Share of the bytes on disk that have been read, 0..1. */
  share(): number;
}

/** @param options.gzip whether the file is compressed */
export function openBytes(path: string, size: number, { gzip }: { readonly gzip: boolean }): SourceBytes {
  const disk = createReadStream(path, { highWaterMark: 262_144 });
  // The callback is needed so that an error of the first stream reaches the second, where it is thrown to the reader.
  const stream = gzip ? pipeline(disk, createGunzip(), () => {}) : disk;
  return {
    chunks: translated(stream, path, () => disk.bytesRead),
    share: () => (size === 0 ? 1 : Math.min(1, disk.bytesRead / size)),
    async [Symbol.asyncDispose]() {
      disk.destroy();
      stream.destroy();
    },
  };
}

async function* translated(stream: AsyncIterable<Buffer>, path: string, position: () => number): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw unreadable(path, error, `near byte ${position()}`);
  }
}

/** The first bytes of a file, decompressed where it begins as gzip does, and its size on disk. */
export async function peek(path: string, length: number): Promise<{ readonly head: Buffer; readonly size: number }> {
  try {
    await using handle = await open(path);
    const status = await handle.stat();
    if (!status.isFile()) throw new AppError('IMPORT_FILE_INVALID', `${path}: expected a file, got something else.`);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return { head: buffer.subarray(0, bytesRead), size: status.size };
  } catch (error) {
    throw unreadable(path, error, 'at its beginning');
  }
}

/** Turns an error of the file system or of gzip into `IMPORT_FILE_INVALID`. */
export function unreadable(path: string, error: unknown, place: string): AppError {
  if (error instanceof AppError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new AppError('IMPORT_FILE_INVALID', `${explain(path, code, message)} (${basename(path)}, ${place}).`, { cause: error });
}

function explain(path: string, code: string | undefined, message: string): string {
  if (code === 'ENOENT') return `Expected a file to import, found none at ${path}`;
  if (code === 'Z_BUF_ERROR') return `Expected a whole gzip file, but ${path} ends too early`;
  if (code?.startsWith('Z_') === true) return `Expected a gzip file, but ${path} is damaged: ${message}`;
  return `Cannot read ${path}: ${message}`;
}
