import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { productId, type ProductId } from '../../schema/ids.ts';

/** Real shopping sequences, for measuring only; ../shared/data/README.md says where they come from and what may be done with them. */
const FOLDER = join(import.meta.dirname, '../../../shared/data/amazon-s3rec');

const DEPARTMENTS: ReadonlySet<string> = new Set(['Makeup', 'Skin Care', 'Hair Care', 'Fragrance', 'Bath & Body', 'Tools & Accessories']);

export interface BeautyItem {
  readonly id: ProductId;
  readonly title: string;
  /** Null where none is named. */
  readonly brand: string | null;
  /** Department first. */
  readonly categoryPath: readonly string[];
}

/** What one user had, oldest first, split by leave-one-out. */
export interface BeautyUser {
  readonly subject: string;
  /** All but the last two. */
  readonly train: readonly ProductId[];
  readonly validation: ProductId;
  readonly test: ProductId;
}

/** Ids are as in the file, but say nothing: whoever ranks must not use their order (see the data's README). */
export function beautyItems(): readonly BeautyItem[] {
  return read('Beauty_items.csv.gz')
    .slice(1)
    .map((line) => {
      const [, id, quoted, plain, attributes] = /^(\d+),[^,]*,(?:"((?:[^"]|"")*)"|([^,"]*)),(?:"?)(.*?)(?:"?)$/.exec(line) ?? [];
      if (id === undefined || attributes === undefined) throw new Error(`Expected "item_id,asin,title,attributes", got ${line}`);
      const parts = attributes.split('|');
      const branded = !DEPARTMENTS.has(parts[0]!);
      return {
        id: productId(id),
        title: quoted?.replaceAll('""', '"') ?? plain ?? '',
        brand: branded && parts[0] !== 'Unknown' ? parts[0]! : null,
        categoryPath: branded ? parts.slice(1) : parts,
      };
    });
}

export function beautyUsers(): readonly BeautyUser[] {
  return read('Beauty.txt.gz').map((line) => {
    const [user, ...items] = line.split(' ');
    const ids = items.map(productId);
    return { subject: `beauty-${user}`, train: ids.slice(0, -2), validation: ids.at(-2)!, test: ids.at(-1)! };
  });
}

function read(file: string): string[] {
  return gunzipSync(readFileSync(join(FOLDER, file)))
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}
