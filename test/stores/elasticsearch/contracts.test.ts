import { describe } from 'vitest';
import { openElasticsearchIndex } from '../../../stores/elasticsearch/index.ts';
import { describeSearchIndexContract } from '../../contracts/search-index.contract.ts';
import { dropIndexes } from '../../support/drop-indexes.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';

const { elasticsearchUrl: url } = SERVERS;

describe.skipIf(url === null)('on Elasticsearch', { timeout: 60_000 }, () => {
  describeSearchIndexContract('Elasticsearch', {
    async makeIndex() {
      const namespace = uniqueNamespace();
      const index = await openElasticsearchIndex({ url: url!, namespace, alias: 'products', now: () => 1, embeddings: { version: 'contract-1', dimensions: 3 } });
      return {
        ...index,
        async [Symbol.asyncDispose]() {
          await index[Symbol.asyncDispose]();
          await dropIndexes(url!, namespace);
        },
      };
    },
    numRuns: 3,
  });
});
