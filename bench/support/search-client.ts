import { operationOf } from './operation.ts';

export interface SearchAnswer {
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  readonly total: number;
  readonly correctedText: string | null;
}

interface SearchData {
  readonly search: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly title: string } }[];
    readonly interpretation: { readonly correctedText: string | null };
  };
}

/** Sends the contract's Search operation, unchanged, to the gateway at `url`. */
export function searchClient(url: string): (query: string, first: number) => Promise<SearchAnswer> {
  const operation = operationOf('shop', 'Search');
  return async (query, first) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: operation, operationName: 'Search', variables: { query, first } }),
    });
    const { data, errors } = (await response.json()) as { data?: SearchData | null; errors?: unknown };
    if (data == null || errors !== undefined) throw new Error(`Search for ${query} failed: ${JSON.stringify(errors)}`);
    const { edges, totalCount, interpretation } = data.search;
    return {
      ids: edges.map(({ node }) => node.id),
      titles: edges.map(({ node }) => node.title),
      total: totalCount,
      correctedText: interpretation.correctedText,
    };
  };
}
