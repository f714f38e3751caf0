import { describe, expect, it, vi } from 'vitest';
import { openGateway } from './support/open-gateway.ts';
import { SMALL_SHOP } from './support/small-shop.ts';

const OLD = SMALL_SHOP.supergraphSdl;
const WITHOUT_PRICE = OLD.replace(/\n\s*price: Int[^\n]*/, '');
const UNKNOWN_SUBGRAPH = OLD.replaceAll('CATALOG', 'PANTRY').replaceAll('name: "catalog"', 'name: "pantry"');

const PRICE = '{ product(id: "p1") { price } }';

/** A gateway whose supergraph is what `source.text` is now; it looks all the time. */
async function openOver(source: { text: string | Error }) {
  return openGateway({
    supergraphPollMs: 5,
    async readSupergraph() {
      if (source.text instanceof Error) throw source.text;
      return source.text;
    },
  });
}

const warnings = (lines: readonly Record<string, unknown>[]) => lines.filter(({ level }) => level === 40).map(({ msg }) => msg);

describe('a new supergraph', () => {
  it('is served without a restart, and the former again where it comes back', async () => {
    const source = { text: OLD };
    await using gateway = await openOver(source);
    expect((await gateway.ask(PRICE)).data).toEqual({ product: { price: 2 } });
    source.text = WITHOUT_PRICE;
    await vi.waitFor(async () => expect((await gateway.ask(PRICE)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' }));
    expect((await gateway.ask('{ product(id: "p1") { title } }')).data).toEqual({ product: { title: 'Title of p1' } });
    source.text = OLD;
    await vi.waitFor(async () => expect((await gateway.ask(PRICE)).data).toEqual({ product: { price: 2 } }));
    expect(warnings(gateway.lines)).toEqual([]);
  });

  it.each([
    ['is no GraphQL', 'type {', 'The new supergraph cannot be served; the former one is.'],
    ['is a schema of no subgraphs', 'type Query { a: Int }', 'The new supergraph cannot be served; the former one is.'],
    ['is empty', '', 'The new supergraph cannot be served; the former one is.'],
    ['has a subgraph that is not connected', UNKNOWN_SUBGRAPH, 'The new supergraph cannot be served; the former one is.'],
    ['cannot be read', new Error('gone'), 'The supergraph cannot be read; the one at hand is served.'],
  ])('that %s is refused and told once; the old one goes on, and a good one is taken up after it', async (_fault, bad, told) => {
    const source: { text: string | Error } = { text: OLD };
    await using gateway = await openOver(source);
    source.text = bad;
    await vi.waitFor(() => expect(warnings(gateway.lines)).toContain(told));
    for (let round = 0; round < 3; round++) expect((await gateway.ask(PRICE)).data).toEqual({ product: { price: 2 } });
    source.text = WITHOUT_PRICE;
    await vi.waitFor(async () => expect((await gateway.ask(PRICE)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' }));
    expect(warnings(gateway.lines).filter((message) => message === told)).toHaveLength(1);
  });

  it('answers every request while it is exchanged', async () => {
    const source = { text: OLD };
    await using gateway = await openOver(source);
    const stop = setInterval(() => (source.text = source.text === OLD ? `${OLD}\n# again` : OLD), 10);
    const answers = await Promise.all(Array.from({ length: 100 }, () => gateway.ask('{ trending { title similar { score } } }')));
    clearInterval(stop);
    expect(answers.filter(({ errors }) => errors !== undefined)).toEqual([]);
  });

  it('must be good at the start', async () => {
    await expect(openOver({ text: 'type {' })).rejects.toThrow('Syntax Error');
    await expect(openOver({ text: new Error('gone') })).rejects.toThrow('gone');
  });
});
