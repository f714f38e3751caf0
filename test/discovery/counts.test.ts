import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facet, FilterRequest } from '../../discovery/index.ts';
import { anyone, indexOver, openTestShop, searchFor, type TestProduct } from './open-test-shop.ts';

const FIELDS = ['category', 'brand', 'price', 'rating', 'availability', 'attributes.colour', 'attributes.weight'];
type Field = (typeof FIELDS)[number];

describe('total and facets', () => {
  it('equal a naive count', async () => {
    const product = fc.record({
      id: fc.integer({ min: 0, max: 99 }).map((id) => `p${id}`),
      title: fc.array(fc.constantFrom('red', 'shoe', 'hat'), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      brand: fc.option(fc.constantFrom('Acme', 'Bolt', 'Cord'), { nil: undefined }),
      category: fc.option(fc.constantFrom(['Clothes'], ['Clothes', 'Wool'], ['Boots']), { nil: undefined }),
      price: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      rating: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      availability: fc.constantFrom('IN_STOCK' as const, 'OUT_OF_STOCK' as const, 'PREORDER' as const),
      group: fc.option(fc.constantFrom('g1', 'g2', 'g3'), { nil: undefined }),
      colour: fc.subarray(['Black', 'White']),
      weight: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    });
    const filter = fc.oneof(
      values('brand', ['acme', 'Bolt', 'nobody']),
      values('category', ['clothes', 'clothes/wool', 'boots']),
      values('availability', ['IN_STOCK', 'PREORDER', 'DISCONTINUED']),
      values('attributes.Colour', ['black', 'White']),
      range('price'),
      range('rating'),
      range('attributes.weight'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(product, { selector: ({ id }) => id, maxLength: 30 }),
        fc.array(filter, { maxLength: 3 }),
        fc.constantFrom('', 'shoe', 'red'),
        fc.boolean(),
        async (given, filters, query, ahead) => {
          const products = given.map(toTestProduct);
          await using shop = await openTestShop(products);
          const request = searchFor(query, { filters, facets: ahead ? FIELDS : [] });
          const result = await shop.discovery.search(request, anyone());
          const matching = products.filter(({ title }) => query === '' || title.split(' ').includes(query));
          expect(result.totalCount).toBe(groupsOf(matching.filter((product) => filters.every((f) => passes(product, f)))).length);
          for (const facet of await result.facets(FIELDS)) {
            const others = filters.filter((f) => keyOf(f.field) !== facet.field);
            const counted = matching.filter((product) => others.every((f) => passes(product, f)));
            expect(shownBy(facet)).toEqual(naiveFacet(facet.field, counted, filters));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('facets', () => {
  const products: readonly TestProduct[] = [
    { id: 'a', title: 'Red shoe', brand: 'Acme', category: ['Clothes', 'Shoes'], price: 500, rating: 4 },
    { id: 'b', title: 'Red hat', brand: 'Bolt', category: ['Clothes', 'Hats'], price: 300, availability: 'OUT_OF_STOCK' },
    {
      id: 'c',
      title: 'Blue hat',
      brand: 'Bolt',
      category: ['Clothes', 'Hats'],
      attributes: [{ name: 'Printing_Colours', kind: 'text', values: ['Deep Black'] }],
    },
  ];

  it('have names to show, and the standard fields where none are named', async () => {
    await using shop = await openTestShop(products);
    const result = await shop.discovery.search(searchFor(''), anyone());
    const facets = await result.facets(null);
    expect(facets.map(({ field, label }) => [field, label])).toEqual([
      ['category', 'Category'],
      ['brand', 'Brand'],
      ['price', 'Price'],
      ['rating', 'Rating'],
      ['availability', 'Availability'],
    ]);
    expect(facets[0]!.buckets).toEqual([
      { value: 'clothes', label: 'Clothes', count: 3, selected: false },
      { value: 'clothes/hats', label: 'Hats', count: 2, selected: false },
      { value: 'clothes/shoes', label: 'Shoes', count: 1, selected: false },
    ]);
    expect(facets[2]).toMatchObject({ buckets: [], stats: { min: 300, max: 500 } });
    expect(facets[4]!.buckets.map(({ label }) => label)).toEqual(['In stock', 'Out of stock']);
    expect(await result.facets(['attributes.printing_colours'])).toEqual([
      {
        field: 'attributes.printing colours',
        label: 'Printing colours',
        buckets: [{ value: 'Deep Black', label: 'Deep Black', count: 1, selected: false }],
        stats: null,
      },
    ]);
  });

  it('keep what is selected in sight, also where it leads to nothing', async () => {
    await using shop = await openTestShop(products);
    const filters: FilterRequest[] = [
      { field: 'brand', values: ['ACME', 'nobody'], range: null },
      { field: 'category', values: ['clothes/hats'], range: null },
    ];
    const result = await shop.discovery.search(searchFor('red', { filters }), anyone());
    expect(result.totalCount).toBe(0);
    const [brand, category] = await result.facets(['brand', 'category']);
    expect(brand!.buckets.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))).toEqual([
      { value: 'Bolt', label: 'Bolt', count: 1, selected: false },
      { value: 'Acme', label: 'Acme', count: 0, selected: true },
      { value: 'nobody', label: 'nobody', count: 0, selected: true },
    ]);
    expect(category!.buckets.find(({ value }) => value === 'clothes/hats')).toEqual({
      value: 'clothes/hats',
      label: 'Hats',
      count: 0,
      selected: true,
    });
  });

  it('cost no call where they were announced, and one where not', async () => {
    let recalls = 0;
    await using shop = await openTestShop(products, {
      over: ({ index }) => ({
        index: indexOver(index, {
          recall: (query, signal) => {
            recalls++;
            return index.recall(query, signal);
          },
        }),
      }),
    });
    const announced = await shop.discovery.search(searchFor('red', { facets: ['brand', 'price'] }), anyone());
    await announced.facets(['price', 'brand']);
    expect(recalls).toBe(1);
    await Promise.all([announced.facets(['rating']), announced.facets(['rating', 'brand'])]);
    expect(recalls).toBe(2);
  });
});

const keyOf = (field: string): string => field.toLowerCase();

/** The values of a product that a keyword filter compares, lower case. */
function keywordsOf(product: TestProduct, field: Field): string[] {
  const path = (product.category ?? []).map((_name, depth, names) => names.slice(0, depth + 1).join('/'));
  const attribute = product.attributes?.find(({ name, kind }) => kind === 'text' && `attributes.${name.toLowerCase()}` === field);
  const found: Readonly<Record<string, readonly string[]>> = {
    brand: product.brand === undefined ? [] : [product.brand],
    category: path,
    availability: [product.availability ?? 'IN_STOCK'],
  };
  return (found[field] ?? attribute?.values ?? []).map((value) => value.toLowerCase());
}

function numberOf(product: TestProduct, field: Field): number | undefined {
  if (field === 'price') return product.price;
  if (field === 'rating') return product.rating;
  const weight = product.attributes?.find(({ kind }) => kind === 'number')?.values[0];
  return field === 'attributes.weight' && weight !== undefined ? Number(weight) : undefined;
}

function passes(product: TestProduct, { field, values, range }: FilterRequest): boolean {
  if (values !== null) {
    const has = keywordsOf(product, keyOf(field));
    return values.some((value) => has.includes(value.toLowerCase()));
  }
  const number = numberOf(product, keyOf(field));
  return number !== undefined && number >= (range?.min ?? -Infinity) && number <= (range?.max ?? Infinity);
}

const groupsOf = (products: readonly TestProduct[]): string[] => [
  ...new Set(products.map(({ id, group }) => (group === undefined ? `id ${id}` : `group ${group}`))),
];

/** Value to count, selected ones also with 0; and the bounds of numbers. */
function naiveFacet(field: Field, products: readonly TestProduct[], filters: readonly FilterRequest[]) {
  const selected = filters.filter((filter) => keyOf(filter.field) === field).flatMap(({ values }) => values ?? []);
  const values = new Set([...selected.map((value) => value.toLowerCase()), ...products.flatMap((product) => keywordsOf(product, field))]);
  const numbers = products.map((product) => numberOf(product, field)).filter((number) => number !== undefined);
  return {
    counts: Object.fromEntries(
      [...values].map((value) => {
        const groups = groupsOf(products.filter((product) => keywordsOf(product, field).includes(value)));
        return [value, { count: groups.length, selected: selected.some((other) => other.toLowerCase() === value) }];
      }),
    ),
    stats: numbers.length === 0 ? null : { min: Math.min(...numbers), max: Math.max(...numbers) },
  };
}

function shownBy({ buckets, stats }: Facet) {
  expect(new Set(buckets.map(({ value }) => value.toLowerCase())).size).toBe(buckets.length);
  return {
    counts: Object.fromEntries(buckets.map(({ value, count, selected }) => [value.toLowerCase(), { count, selected }])),
    stats,
  };
}

function values(field: string, from: readonly string[]): fc.Arbitrary<FilterRequest> {
  return fc.record({
    field: fc.constant(field),
    values: fc.subarray([...from], { minLength: 1 }),
    range: fc.constant(null),
  });
}

function range(field: string): fc.Arbitrary<FilterRequest> {
  const bounds = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
  return bounds.map(([a, b]) => ({ field, values: null, range: { min: Math.min(a, b), max: Math.max(a, b) } }));
}

interface Generated {
  readonly id: string;
  readonly title: string;
  readonly availability: 'IN_STOCK' | 'OUT_OF_STOCK' | 'PREORDER';
  readonly brand: string | undefined;
  readonly category: readonly string[] | undefined;
  readonly price: number | undefined;
  readonly rating: number | undefined;
  readonly group: string | undefined;
  readonly colour: readonly string[];
  readonly weight: number | undefined;
}

function toTestProduct({ colour, weight, ...rest }: Generated): TestProduct {
  const attributes = [
    ...(colour.length === 0 ? [] : [{ name: 'Colour', kind: 'text' as const, values: colour }]),
    ...(weight === undefined ? [] : [{ name: 'Weight', kind: 'number' as const, values: [String(weight)] }]),
  ];
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...(set as unknown as TestProduct), attributes };
}
