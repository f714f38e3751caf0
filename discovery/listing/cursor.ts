import { AppError } from '../../schema/errors.ts';
import { listId, productId, type ListId, type ProductId } from '../../schema/ids.ts';
import { RECALL_MAX } from '../../stores/ports/search-index.ts';

/** Where a page ended. */
export interface Cursor {
  readonly listId: ListId;
  /** 1 for the first of the whole list. */
  readonly position: number;
  /** What stood there. */
  readonly productId: ProductId;
  /** Of the request that the list answers. */
  readonly fingerprint: string;
}

const VERSION = 1;
const LENGTH_MAX = 4_096;

/** Opaque to clients: base64url of a JSON array that begins with its version. */
export function encodeCursor(cursor: Cursor): string {
  const parts = [VERSION, cursor.listId, cursor.position, cursor.productId, cursor.fingerprint];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws AppError `CURSOR_INVALID` for anything that `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor {
  const cursor = text.length <= LENGTH_MAX ? parse(text) : null;
  if (cursor === null || encodeCursor(cursor) !== text) {
    throw new AppError('CURSOR_INVALID', '`after`: expected a cursor of an earlier page, got something else.');
  }
  return cursor;
}

function parse(text: string): Cursor | null {
  const parts = jsonOf(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(parts) || parts.length !== 5) return null;
  const [version, list, position, product, fingerprint] = parts as unknown[];
  if (version !== VERSION || typeof list !== 'string' || typeof product !== 'string' || typeof fingerprint !== 'string') {
    return null;
  }
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 1 || position > RECALL_MAX) return null;
  return { listId: listId(list), position, productId: productId(product), fingerprint };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
