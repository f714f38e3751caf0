// oxlint-disable-next-line typescript/no-explicit-any -- an answer has the shape of its query
type Data = any;

/** One thing that a merchandiser does, and what must come of it. */
export interface Step {
  readonly heading: string;
  /** What is done and why, as the page says it. */
  readonly prose: string;
  /** To paste. */
  readonly operation: (known: ReadonlyMap<string, string>) => string;
  /** Names for ids that later steps use. */
  readonly remember?: (data: Data) => Readonly<Record<string, string>>;
  /** True where the step shows what it says. */
  readonly shows: (data: Data, known: ReadonlyMap<string, string>) => boolean;
}

const CAMERAS = 'electronics/tv-photo/cameras';
const BAGS = 'electronics/tv-photo/camera-bags';
const inCategory = ({ node }: Data, category: string): boolean => node.categories.some(({ id }: { id: string }) => id === category);
const searchCamera = `{
  search(query: "compact camera", first: 5) {
    totalCount
    edges { position score node { id title brand categories { id } } }
  }
}`;
const devices = (factors: readonly [boost: number, bury: number]): string => `{
      name: "Cameras before their bags"
      condition: { query: { text: "compact camera", mode: EXACT } }
      actions: [
        { boost: { target: { filters: [{ field: "category", values: ["${CAMERAS}"] }] }, factor: ${factors[0]} } }
        { bury: { target: { filters: [{ field: "category", values: ["${BAGS}"] }] }, factor: ${factors[1]} } }
      ]
    }`;

/** docs/merchandising-walkthrough.md, in the order in which it is done on a new sample shop. */
export const STEPS: readonly Step[] = [
  {
    heading: 'The accessory problem',
    prose: 'Whoever searches for a camera sees cameras: the name of a shelf shows what stands on it. But for a compact camera bags come first: their titles say “camera”, too, and their texts “compact”.',
    operation: () => searchCamera,
    remember: ({ search }) => ({ bag: search.edges.find((edge: Data) => inCategory(edge, BAGS)).node.id }),
    shows: ({ search }) => search.edges.some((edge: Data) => inCategory(edge, BAGS)),
  },
  {
    heading: 'Try a rule before it is live',
    prose:
      'A draft in a preview: boost what is a camera, bury what is a bag. A factor of 2 is 100 places, so 4 and ¼ are 200 each way. `moves` says which draft did what; nothing is stored, and no shopper sees it.',
    operation: () => `{
  previewSearch(query: "compact camera", drafts: [{ rule: ${devices([4, 0.25])} }], first: 4) {
    after { edges { position score node { title } explanation { normalizedScore rules { ruleId action contribution } } } }
    moves { from to product { title } rules { ruleId name action } }
  }
}`,
    shows: ({ previewSearch }) => previewSearch.moves.length > 0 && previewSearch.after.edges[0].explanation.rules[0].ruleId === 'draft:0',
  },
  {
    heading: 'Make it live',
    prose: 'The same rule, stored. It acts on the next search.',
    operation: () => `mutation {
  createRule(input: ${devices([4, 0.25])}) {
    rule { id version status updatedBy }
    userErrors { path code message }
  }
}`,
    remember: ({ createRule }) => ({ devices: createRule.rule.id }),
    shows: ({ createRule }) => createRule.userErrors.length === 0,
  },
  {
    heading: 'See it in the search',
    prose: 'As many products as before, cameras first. Scores above 1 are those that a boost lifted over the first place.',
    operation: () => searchCamera,
    remember: ({ search }) => ({ third: search.edges[2].node.id, first: search.edges[0].node.id }),
    shows: ({ search }) => search.edges.every((edge: Data) => inCategory(edge, CAMERAS)),
  },
  {
    heading: 'A product to pin',
    prose: 'The product that stands third shall stand first, for “camera” and all queries that contain it. A pin holds its place on every page; it gives way to the shopper’s own filters and sorts.',
    operation: (known) => `mutation {
  createRule(input: {
    name: "This week's camera"
    condition: { query: { text: "camera", mode: PHRASE } }
    actions: [{ pin: { productId: "${known.get('third')}", position: 1 } }]
  }) {
    rule { id version condition { query { text mode } } actions { kind productIds position } }
    userErrors { path code message }
  }
}`,
    remember: ({ createRule }) => ({ pin: createRule.rule.id }),
    shows: ({ createRule }) => createRule.userErrors.length === 0,
  },
  {
    heading: 'Why a product stands where it stands',
    prose: 'To merchandisers, every hit explains itself: the score of its place before rules (`normalizedScore`) and what each rule added sum to its score. A pinned product stands outside that sum.',
    operation: () => `{
  search(query: "compact camera", first: 3) {
    edges { position score node { id title } explanation { modelVersion lexicalScore normalizedScore rules { ruleId name action contribution } } }
  }
}`,
    shows: ({ search }, known) => search.edges[0].node.id === known.get('third') && search.edges[0].explanation.rules[0].action === 'PIN',
  },
  {
    heading: 'A brand to bury',
    prose: 'Thrumline is to stand further down among headphones, not to vanish. `ANY_WORD` takes the singular as well as the plural: words are compared as search compares them.',
    operation: () => `mutation {
  createRule(input: {
    name: "Thrumline further down"
    condition: { query: { text: "headphones earphones", mode: ANY_WORD } }
    actions: [{ bury: { target: { filters: [{ field: "brand", values: ["Thrumline"] }] }, factor: 0.5 } }]
  }) { rule { id version } userErrors { path code message } }
}`,
    shows: ({ createRule }) => createRule.userErrors.length === 0,
  },
  {
    heading: 'No Thrumline on the first page',
    prose: 'It is still found, and the facet still counts it.',
    operation: () => `{
  search(query: "wireless headphones", first: 6) {
    totalCount
    edges { position node { title brand } }
    facets(fields: ["brand"]) { buckets { value count } }
  }
}`,
    shows: ({ search }) =>
      search.edges.every(({ node }: Data) => node.brand !== 'Thrumline') && search.facets[0].buckets.some(({ value }: Data) => value === 'Thrumline'),
  },
  {
    heading: 'A campaign with dates',
    prose: 'A banner, and a lift for everything that costs less than 100.00, in the first week of December 2030 and for nobody before. Higher priority has its say first where two rules disagree.',
    operation: () => `mutation {
  createRule(input: {
    name: "Gift week"
    priority: 10
    condition: { query: { text: "headphones", mode: PHRASE } }
    schedule: { startsAt: "2030-12-01T00:00:00Z", endsAt: "2030-12-08T00:00:00Z" }
    actions: [
      { banner: { title: "Gifts under 100", url: "/gifts" } }
      { boost: { target: { filters: [{ field: "price", range: { max: 10000 } }] }, factor: 1.5 } }
    ]
  }) { rule { id version schedule { startsAt endsAt } } userErrors { path code message } }
}`,
    shows: ({ createRule }) => createRule.rule.schedule.startsAt === '2030-12-01T00:00:00.000Z',
  },
  {
    heading: 'Look into that week',
    prose: 'A preview without drafts, at another time.',
    operation: () => `{
  previewSearch(query: "headphones", drafts: [], at: "2030-12-02T12:00:00Z", first: 3) {
    before { banners { title } edges { node { title price { amount } } } }
    after { banners { title url } edges { node { title price { amount } } } }
  }
}`,
    shows: ({ previewSearch }) => previewSearch.before.banners.length === 0 && previewSearch.after.banners[0].title === 'Gifts under 100',
  },
  {
    heading: 'A word the catalogue does not use',
    prose: 'Shoppers type “cans” for headphones; nobody who types “headphones” wants cans of anything: one way. Found at once, without reindexing.',
    operation: () => `mutation {
  setSynonyms(input: { kind: ONE_WAY, terms: ["cans"], expandsTo: ["headphones"], locale: "en" }) {
    synonym { id version terms expandsTo }
    userErrors { path code message }
  }
}`,
    shows: ({ setSynonyms }) => setSynonyms.userErrors.length === 0,
  },
  {
    heading: 'Search with it',
    prose: '`interpretation` says which synonyms were searched.',
    operation: () => `{
  search(query: "wireless cans", locale: "en-GB", first: 2) {
    interpretation { text synonyms relaxed }
    edges { node { title } }
  }
}`,
    shows: ({ search }) => search.interpretation.synonyms[0] === 'headphones' && search.edges.length === 2,
  },
  {
    heading: 'Change a live rule, safely',
    prose: 'An update names the version it is based on. The next one with the same number is refused with CONFLICT, and loses nothing: this is how two editors do not overwrite one another.',
    operation: (known) => `mutation {
  updateRule(id: "${known.get('pin')}", ifVersion: 1, input: {
    name: "This week's camera"
    condition: { query: { text: "camera", mode: PHRASE } }
    actions: [{ hide: { productIds: ["${known.get('first')}"] } }]
  }) { rule { version actions { kind productIds } } userErrors { path code message } }
}`,
    shows: ({ updateRule }) => updateRule.rule.version === 2,
  },
  {
    heading: 'Who did that?',
    prose: 'The audit log, of one rule: newest first, with the whole rule before and after as the input that would write it.',
    operation: (known) => `{
  auditLog(subjectId: "${known.get('pin')}", first: 5) {
    edges { node { at actor action before after } }
  }
}`,
    shows: ({ auditLog }) => auditLog.edges.map(({ node }: Data) => node.action).join() === 'updateRule,createRule',
  },
  {
    heading: 'Take it back',
    prose: 'Any version comes back exactly, as a new version. A deleted rule comes back the same way.',
    operation: (known) => `mutation {
  revertRule(id: "${known.get('pin')}", ifVersion: 2, toVersion: 1) {
    rule { version actions { kind productIds position } history { version by change } }
    userErrors { path code message }
  }
}`,
    shows: ({ revertRule }) => revertRule.rule.version === 3 && revertRule.rule.actions[0].kind === 'PIN',
  },
  {
    heading: 'What touches this product?',
    prose: 'All active rules that may act on a search, or on a product, in the order in which they have their say.',
    operation: (known) => `{
  rules(query: "compact camera", productId: "${known.get('third')}") {
    totalCount
    edges { node { name priority actions { kind } } }
  }
}`,
    shows: ({ rules }) => rules.totalCount === 2,
  },
  {
    heading: 'Pause, or delete',
    prose: 'PAUSED rules stay and do nothing; DRAFT is for what was never live. Deleting asks for the version, too.',
    operation: (known) => `mutation {
  setRuleStatus(id: "${known.get('devices')}", ifVersion: 1, status: PAUSED) { rule { version status } userErrors { code } }
  deleteRule(id: "${known.get('pin')}", ifVersion: 3) { deletedId userErrors { code } }
}`,
    shows: ({ setRuleStatus, deleteRule }) => setRuleStatus.rule.status === 'PAUSED' && deleteRule.deletedId !== null,
  },
  {
    heading: 'As it was',
    prose: 'The bags are back.',
    operation: () => searchCamera,
    shows: ({ search }, known) => search.edges.some(({ node }: Data) => node.id === known.get('bag')),
  },
];
