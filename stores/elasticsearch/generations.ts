import type { EmbeddingSpace } from '../ports/product-index.ts';
import { AppError } from '../../schema/errors.ts';
import { type Connection, WRITE_MS } from './connection.ts';
import { filledProperties, fillingProperties, type IndexSchema, REFRESH_INTERVAL } from './mapping/index-schema.ts';
import { errorType, translateError } from './translate-error.ts';

/** An index that holds the products, or is being filled with them. */
export interface Generation extends GenerationMeta {
  /** The index in Elasticsearch: namespace, `name`, id of its schema. */
  readonly index: string;
  /** What the port calls it, such as `products-2`. */
  readonly name: string;
  readonly schemaId: string;
}

/** What an index itself says of its generation, in its mapping's `_meta`. */
interface GenerationMeta {
  /** Text encoder of its embeddings; null where it holds none. */
  readonly embeddingVersion: string | null;
  /** When it was swapped in, Unix epoch milliseconds; null for the first, and before. */
  readonly rebuiltAtMs: number | null;
  /** What its rebuild said that its documents are made with; null where nobody said. */
  readonly basis: string | null;
}

export interface Generations {
  /** The one that the alias stands for, as last seen. */
  live(signal?: AbortSignal): Promise<Generation>;
  /** Looks the alias up again. */
  refreshLive(signal?: AbortSignal): Promise<Generation>;
  /** The unfinished one of this name, schema, encoder and basis (null: any basis), or a new one in place of any other. */
  begin(name: string, basis: string | null, signal?: AbortSignal): Promise<Generation>;
  /** Makes it the live one, at once and for all readers, and drops those before it. */
  swap(generation: Generation, rebuiltAtMs: number, signal?: AbortSignal): Promise<void>;
  drop(generation: Generation, signal?: AbortSignal): Promise<void>;
}

export interface GenerationsOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly alias: string;
  readonly schema: IndexSchema;
  readonly embeddings: EmbeddingSpace | null;
  /** Products from which on there is a graph over their vectors. */
  readonly graphFrom?: number;
}

/**
 * Products from which on a graph over the vectors is worth its making, which is half of what a write costs. Fewer are compared one by one in some
 * milliseconds, exactly.
 */
const GRAPH_FROM = 50_000;

/** While it is filled nobody reads it, and each refresh would make one more small segment to merge. */
const FILLING = { refresh_interval: '5s' };
const FILLED = { refresh_interval: REFRESH_INTERVAL };

/**
 * The generations of one shop's index. The template of the schema gives them mapping and settings, and keeps Elasticsearch from
 * making one by itself when a write arrives for one that was just dropped. The first is made, and made live, where there is none.
 */
export async function openGenerations(options: GenerationsOptions): Promise<Generations> {
  const { connection, namespace, schema, embeddings, graphFrom = GRAPH_FROM } = options;
  const alias = `${namespace}-${options.alias}`;
  const parse = new RegExp(`^${namespace}-(.+)-([0-9a-f]{8})$`);
  /** What a rebuild makes. Nothing else is ever dropped: another shop's name may begin like this one's. */
  const numbered = new RegExp(`^${alias}-\\d+-[0-9a-f]{8}$`);

  const lookUp = async (signal?: AbortSignal): Promise<Generation | null> => {
    const found = await connection.read((client, call) => client.indices.getMapping({ index: alias, ignore_unavailable: true, allow_no_indices: true }, call), signal);
    const [entry, ...others] = Object.entries(found);
    if (entry === undefined) return null;
    if (others.length > 0) throw new AppError('SEARCH_INDEX_CORRUPT', `Expected the alias "${alias}" to stand for one index, got ${others.length + 1}; remove all but one.`);
    const [index, { mappings }] = entry;
    const [, name, schemaId] = parse.exec(index) ?? [];
    if (name === undefined || schemaId === undefined) throw new AppError('SEARCH_INDEX_CORRUPT', `Expected the alias "${alias}" to stand for an index that Aisle made, got "${index}".`);
    return { index, name, schemaId, ...(mappings._meta as unknown as GenerationMeta) };
  };

  const named = (name: string, basis: string | null): Generation => ({
    index: `${namespace}-${name}-${schema.id}`,
    name,
    schemaId: schema.id,
    embeddingVersion: embeddings?.version ?? null,
    rebuiltAtMs: null,
    basis,
  });

  /** Leaves it where it is there already. */
  const create = async ({ index, embeddingVersion, rebuiltAtMs, basis }: Generation, isLive: boolean, signal?: AbortSignal): Promise<void> => {
    const body = {
      ...(isLive ? { aliases: { [alias]: {} } } : { settings: FILLING }),
      mappings: { _meta: { embeddingVersion, rebuiltAtMs, basis }, ...(isLive ? {} : { properties: fillingProperties(schema) }) },
    };
    try {
      await connection.attempt((client, call) => client.indices.create({ index, ...body }, call), WRITE_MS, signal);
    } catch (error) {
      if (errorType(error) !== 'resource_already_exists_exception') throw translateError(error);
    }
  };

  const makeLive = async (): Promise<Generation> => {
    // Several processes may come here at once; one of them makes it, with its alias in the same step.
    await create(named(`${options.alias}-1`, null), true);
    const made = await lookUp();
    if (made === null) throw new AppError('SEARCH_INDEX_UNAVAILABLE', `Expected the alias "${alias}" to stand for an index, got none.`);
    return made;
  };

  await connection.write((client, call) => client.indices.putIndexTemplate(templateOf(options, alias), call));
  let live = (await lookUp()) ?? (await makeLive());

  const drop = async ({ index }: Generation, signal?: AbortSignal): Promise<void> => {
    await connection.write((client, call) => client.indices.delete({ index, ignore_unavailable: true }, call), signal);
  };

  return {
    live: async () => live,

    async refreshLive(signal) {
      live = (await lookUp(signal)) ?? live;
      return live;
    },

    async begin(name, basis, signal) {
      const begun = named(name, basis);
      // Looked for first: all who fill it come here with each range, and making one is work for the whole cluster.
      const there = await connection.read((client, call) => client.indices.getMapping({ index: begun.index, ignore_unavailable: true, allow_no_indices: true }, call), signal);
      const meta = there[begun.index]?.mappings._meta as unknown as GenerationMeta | undefined;
      if (meta !== undefined && meta.embeddingVersion === begun.embeddingVersion && (basis === null || meta.basis === basis)) return { ...begun, ...meta };
      // Begun for another encoder, or on another basis: it must begin again.
      if (meta !== undefined) await drop(begun, signal);
      await create(begun, false, signal);
      return begun;
    },

    async swap(generation, rebuiltAtMs, signal) {
      const { index } = generation;
      const swapped = { ...generation, rebuiltAtMs };
      await connection.write((client, call) => client.indices.putSettings({ index, settings: FILLED }, call), signal);
      await connection.write((client, call) => client.indices.refresh({ index }, call), signal);
      const { count } = await connection.read((client, call) => client.count({ index }, call), signal);
      const properties = count < graphFrom ? {} : filledProperties(schema);
      await connection.write((client, call) => client.indices.putMapping({ index, _meta: { embeddingVersion: swapped.embeddingVersion, rebuiltAtMs, basis: swapped.basis }, properties }, call), signal);
      // The former one, and what was begun and never finished: one rebuild at a time, so nobody fills it any more.
      const others = Object.keys(await connection.read((client, call) => client.indices.getAlias({ index: `${alias}-*` }, call), signal)).filter((other) => other !== index && numbered.test(other));
      const actions = [{ add: { index, alias } }, ...others.map((other) => ({ remove_index: { index: other } }))];
      // One change of the cluster's state: no reader finds two, or none.
      await connection.write((client, call) => client.indices.updateAliases({ actions }, call), signal);
      live = swapped;
      // Makes the graph over the vectors, in the background. Without it they are searched one by one until later writes bring a merge.
      if (Object.keys(properties).length === 0) return;
      await connection.write((client, call) => client.indices.forcemerge({ index, max_num_segments: 1, wait_for_completion: false }, call)).catch(() => {});
    },

    drop,
  };
}

function templateOf({ schema }: GenerationsOptions, alias: string) {
  return {
    name: `${alias}-${schema.id}`,
    index_patterns: [`${alias}-*-${schema.id}`],
    priority: 500,
    allow_auto_create: false,
    template: { settings: { index: schema.settings }, mappings: schema.mappings },
    _meta: { description: 'Generations of the search index of Aisle.' },
  };
}
