import type { ShopItems } from '../../ranker/index.ts';
import { activeReranker } from '../training/active-reranker.ts';
import { collectHistories } from '../training/collect-histories.ts';
import { collectLists } from '../training/collect-lists.ts';
import { writeTrainingData } from '../training/training-data.ts';
import type { Shop } from '../open-shop.ts';
import type { ShopTask } from './shop-task.ts';

export interface CollectTrainingDataArgs {
  /** Where to write it. */
  readonly file: string;
}

const BATCH = 1000;

/** Writes what training reads of the shop to a file: the work itself is then done apart, and disturbs no one who is served. */
export const collectTrainingData: ShopTask = async (shop, args, { printer, signal }) => {
  const { file } = args as CollectTrainingDataArgs;
  const { table, histories, reactions } = await collectHistories(shop.users, signal);
  const lists = await collectLists(shop.users, reactions, signal);
  const ids = Array.from({ length: table.size }, (_, item) => table.idOf(item));
  const { embeddingVersion } = await shop.index.status();
  const items = await readItems(shop, ids, signal);
  writeTrainingData(file, { items, histories, lists, textEncoder: embeddingVersion, reranker: activeReranker(shop.models) });
  printer.remark(`${histories.length.toLocaleString('en')} shoppers, ${ids.length.toLocaleString('en')} products, ${lists.length.toLocaleString('en')} lists with a reaction.`);
};

/** Products that are not in the catalogue any more have no title, but their events still tell of the others. */
async function readItems({ index }: Shop, itemIds: ShopItems['itemIds'], signal: AbortSignal): Promise<ShopItems> {
  const titles: string[] = [];
  const attributes: string[][] = [];
  const embeddings: (Float32Array | null)[] = [];
  for (let from = 0; from < itemIds.length; from += BATCH) {
    const ids = itemIds.slice(from, from + BATCH);
    const [documents, features] = await Promise.all([index.documentsByIds(ids, signal), index.featuresByIds(ids, signal)]);
    for (const document of documents) {
      titles.push(document?.product.title ?? '');
      attributes.push(document === null ? [] : [...(document.product.brand === null ? [] : [document.product.brand]), ...document.product.categories.map(({ name }) => name)]);
    }
    embeddings.push(...features.map((feature) => feature?.embedding ?? null));
  }
  const contentDimension = embeddings.find((embedding) => embedding !== null)?.length ?? 0;
  const content = new Float32Array(itemIds.length * contentDimension);
  embeddings.forEach((embedding, item) => content.set(embedding ?? [], item * contentDimension));
  return { itemIds, titles, attributes, content, contentDimension };
}
