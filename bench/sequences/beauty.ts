import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { productId } from '../../schema/ids.ts';
import type { ProductId } from '../../schema/ids.ts';
import { createSeededRandom } from '../../ranker/index.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/amazon-s3rec');

export interface BeautyItem {
  readonly id: ProductId;
  readonly title: string;
  /** Brand and categories, general to special. */
  readonly attributes: readonly string[];
}

export interface Beauty {
  readonly items: readonly BeautyItem[];
  /** Item numbers (places in `items`), oldest first, one row a user. */
  readonly sequences: readonly (readonly number[])[];
}

/**
 * Amazon Beauty as the protocol of ../shared/data/README.md reads it. The file numbers items by first appearance, so close
 * numbers are related items: here they are numbered by chance.
 */
export function readBeauty(): Beauty {
  const rows = read('Beauty_items.csv.gz').slice(1).map(splitCsv);
  const numbers = createSeededRandom(7).shuffle(Int32Array.from(rows.keys()));
  const items: BeautyItem[] = [];
  const numberOf = new Map<string, number>();
  rows.forEach(([id, , title, attributes], row) => {
    const number = numbers[row]!;
    items[number] = { id: productId(id!), title: title!, attributes: attributes === '' ? [] : attributes!.split('|') };
    numberOf.set(id!, number);
  });
  const sequences = read('Beauty.txt.gz').map((line) => line.split(' ').slice(1).map((id) => numberOf.get(id)!));
  return { items, sequences };
}

function read(file: string): string[] {
  return gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8').split('\n').map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
}

/** One record of RFC 4180 on one line. */
function splitCsv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
