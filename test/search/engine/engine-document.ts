import { createEngine, type Engine, type EngineDocument, type EngineQuery, PRODUCT_SCHEMA } from '../../../search/index.ts';

/** A document of which only the title matters, unless more is said. */
export function titled(id: string, title: string, more: Partial<EngineDocument> = {}): EngineDocument {
  return {
    id,
    texts: { title },
    keywords: {},
    labels: {},
    numbers: {},
    group: null,
    available: true,
    quality: 0,
    vector: null,
    ...more,
  };
}

/** An engine with one document a title, with ids `p0`, `p1`, ... */
export function engineOf(titles: readonly string[]): Engine {
  const engine = createEngine(PRODUCT_SCHEMA);
  for (const [index, title] of titles.entries()) engine.put(titled(`p${index}`, title));
  return engine;
}

export function queryOf(text: string, more: Partial<EngineQuery> = {}): EngineQuery {
  return {
    text,
    matching: 'all-then-fewer',
    relaxBelow: 24,
    prefix: false,
    filters: [],
    sort: null,
    limit: 10_000,
    candidates: 200,
    facets: [],
    bucketsMax: 100,
    ...more,
  };
}
