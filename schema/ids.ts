/** Id of a product, as the shop's own catalog names it. */
export type ProductId = string & { readonly __brand: 'ProductId' };

/** Id of a category: slugs of its path joined by `/`, such as `electronics/laptops`. */
export type CategoryId = string & { readonly __brand: 'CategoryId' };

/** Variants of one product share it. */
export type GroupId = string & { readonly __brand: 'GroupId' };

/** Names one served result list, in events and in cursors. */
export type ListId = string & { readonly __brand: 'ListId' };

/** Whose events are one sequence: `user:<subject of the token>` or `visitor:<visitor id>`; see `shopperOf`. */
export type ShopperId = string & { readonly __brand: 'ShopperId' };

/** Chosen by the client, so that a retry counts once; unique within a shopper. */
export type EventId = string & { readonly __brand: 'EventId' };

/** Name of a trained model, such as `shipped-1` or `20261124-101500`: 1 to 64 of a-z, 0-9, `-`, `_`, `.`. */
export type ModelVersion = string & { readonly __brand: 'ModelVersion' };

/** Id of a merchandising rule; `draft:<index>` for a draft of a preview. */
export type RuleId = string & { readonly __brand: 'RuleId' };

/** Id of a set of synonyms. */
export type SynonymId = string & { readonly __brand: 'SynonymId' };

/** Names a segment of shoppers: `new`, `returning` or `buyers:<root category>`. */
export type SegmentId = string & { readonly __brand: 'SegmentId' };

/**
 * Where a change stands in the catalog's history: 64 bits, rising, never reused.
 * A SQLite row number, or a MongoDB cluster time with the order within a transaction; used as the external version of index documents.
 */
export type ChangeVersion = bigint & { readonly __brand: 'ChangeVersion' };

export const productId = (value: string): ProductId => value as ProductId;
export const categoryId = (value: string): CategoryId => value as CategoryId;
export const groupId = (value: string): GroupId => value as GroupId;
export const listId = (value: string): ListId => value as ListId;
export const shopperId = (value: string): ShopperId => value as ShopperId;
export const eventId = (value: string): EventId => value as EventId;
export const modelVersion = (value: string): ModelVersion => value as ModelVersion;
export const ruleId = (value: string): RuleId => value as RuleId;
export const synonymId = (value: string): SynonymId => value as SynonymId;
export const segmentId = (value: string): SegmentId => value as SegmentId;
export const changeVersion = (value: bigint | number): ChangeVersion => BigInt(value) as ChangeVersion;
