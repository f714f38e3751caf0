/** What a product must be like to fulfil a query; all that is given must hold. Values in the English of the vocabulary. */
export interface Condition {
  readonly brand?: string;
  /** Key of an option and the values that fulfil it. */
  readonly option?: readonly [key: string, ...values: string[]];
  /** Any of these labels. */
  readonly features?: readonly string[];
  readonly priceMaxCents?: number;
}

export interface JudgedQuery {
  readonly text: string;
  /** Language that the shopper reads; `any` where the query is a name. */
  readonly language: 'en' | 'zh' | 'any';
  /** Grade by product type; null: any type. A type that is not there is irrelevant. */
  readonly types: Readonly<Record<string, 1 | 2 | 3>> | null;
  /** Each one missed costs two grades, or all where `types` is null: what makes the product useless. */
  readonly must?: readonly Condition[];
  /** Each one missed costs one grade: what the shopper might give up. */
  readonly should?: readonly Condition[];
  /** True where the shop has nothing of the kind. */
  readonly hopeless?: true;
}

const option = (key: string, ...values: readonly string[]): Condition => ({ option: [key, ...values] });
const feature = (...features: readonly string[]): Condition => ({ features });
const IPHONES = ['iPhone 15', 'iPhone 15 Pro', 'iPhone 14', 'iPhone 13'];

const ENGLISH: readonly Omit<JudgedQuery, 'language'>[] = [
  { text: 'phone', types: { smartphone: 3 } },
  { text: 'smartphone 256 gb', types: { smartphone: 3 }, should: [option('storage', '256 GB')] },
  { text: 'phone case', types: { 'phone-case': 3 } },
  { text: 'iphone 15 case', types: { 'phone-case': 3 }, must: [option('fits', 'iPhone 15')] },
  { text: 'shockproof case for iphone', types: { 'phone-case': 3 }, must: [option('fits', ...IPHONES)], should: [feature('shockproof')] },
  { text: 'leather phone case', types: { 'phone-case': 3 }, should: [option('material', 'leather')] },
  { text: 'screen protector galaxy s24', types: { 'screen-protector': 3 }, must: [option('fits', 'Galaxy S24')] },
  { text: 'usb c charger', types: { 'usb-charger': 3, 'charging-cable': 1 } },
  { text: 'power bank 20000 mah', types: { 'power-bank': 3 }, should: [option('capacity', '20000 mAh')] },
  { text: 'noise cancelling headphones', types: { headphones: 3, earbuds: 2 }, should: [feature('noise cancelling')] },
  { text: 'wireless earbuds', types: { earbuds: 3, headphones: 1 } },
  { text: 'earbuds for running', types: { earbuds: 3 }, should: [feature('sweat resistant')] },
  { text: 'waterproof bluetooth speaker', types: { speaker: 3 }, should: [feature('waterproof')] },
  { text: 'laptop', types: { laptop: 3 } },
  { text: 'laptop 16 gb ram', types: { laptop: 3 }, should: [option('memory', '16 GB', '32 GB')] },
  { text: 'laptop sleeve 14 inch', types: { 'laptop-sleeve': 3 }, should: [option('screen', '14"')] },
  { text: 'quiet mechanical keyboard', types: { keyboard: 3 }, should: [feature('quiet keys')] },
  { text: '27 inch monitor', types: { monitor: 3 }, should: [option('size', '27"')] },
  { text: 'printer', types: { printer: 3 } },
  { text: 'black ink cartridge', types: { 'ink-cartridge': 3 }, should: [option('ink', 'black')] },
  { text: 'smartwatch with gps', types: { smartwatch: 3 }, should: [feature('GPS')] },
  { text: 'leather watch strap', types: { 'watch-strap': 3 }, should: [option('material', 'leather')] },
  { text: '55 inch tv', types: { television: 3 }, should: [option('size', '55"')] },
  { text: 'coffee machine with milk frother', types: { 'coffee-machine': 3 }, should: [feature('milk frother')] },
  { text: 'dark roast coffee beans', types: { 'coffee-beans': 3 }, should: [option('roast', 'dark')] },
  { text: 'electric kettle', types: { kettle: 3 } },
  { text: 'cast iron pan', types: { 'frying-pan': 3, wok: 2 }, should: [option('material', 'cast iron')] },
  { text: 'vacuum cleaner for pet hair', types: { 'vacuum-cleaner': 3 }, should: [feature('pet hair brush')] },
  { text: 'vacuum cleaner bags', types: { 'vacuum-bags': 3 } },
  { text: 'king size cotton duvet cover', types: { 'duvet-cover': 3 }, should: [option('size', 'king size'), option('fabric', 'cotton', 'washed cotton')] },
  { text: "women's running shoes", types: { 'running-shoes': 3 }, must: [option('wearer', "women's")] },
  { text: "men's rain jacket", types: { 'rain-jacket': 3 }, must: [option('wearer', "men's")] },
  { text: 'black hoodie', types: { hoodie: 3 }, should: [option('colour', 'black')] },
  { text: 'linen shirt', types: { shirt: 3, 't-shirt': 1 }, should: [option('fabric', 'linen')] },
  { text: 'backpack with laptop compartment', types: { backpack: 3 }, should: [feature('laptop compartment')] },
  { text: 'moisturizer for dry skin', types: { moisturizer: 3, serum: 1 }, should: [option('skin', 'dry skin', 'all skin types')] },
  { text: 'sunscreen spf 50', types: { sunscreen: 3 }, should: [option('spf', '50')] },
  { text: 'electric toothbrush', types: { 'electric-toothbrush': 3 } },
  { text: 'toothbrush heads', types: { 'toothbrush-heads': 3 } },
  { text: 'non slip yoga mat', types: { 'yoga-mat': 3 }, should: [feature('non-slip')] },
  { text: '2 person tent', types: { tent: 3 }, should: [option('people', '2-Person')] },
  { text: 'mystery novel', types: { novel: 3 }, should: [option('genre', 'mystery')] },
  { text: 'grain free dog food', types: { 'dog-food': 3 }, should: [feature('grain free')] },
  { text: 'green tea', types: { 'green-tea': 3, 'black-tea': 1 } },
  { text: 'office chair under 250', types: { 'office-chair': 3 }, should: [{ priceMaxCents: 25_000 }] },
  { text: 'tarnfell jacket', types: { 'rain-jacket': 3, 'down-jacket': 3 }, must: [{ brand: 'Tarnfell' }] },
  { text: 'wireles headphons', types: { headphones: 3, earbuds: 1 } },
  { text: 'blutooth speeker', types: { speaker: 3 } },
  { text: 'keybord', types: { keyboard: 3 } },
  { text: 'netflix gift card', types: {}, hopeless: true },
  { text: 'car insurance quote', types: {}, hopeless: true },
];

const CHINESE: readonly Omit<JudgedQuery, 'language'>[] = [
  { text: '手机', types: { smartphone: 3 } },
  { text: '手机壳', types: { 'phone-case': 3 } },
  { text: '苹果 iphone 手机壳', types: { 'phone-case': 3 }, must: [option('fits', ...IPHONES)] },
  { text: '防摔手机壳', types: { 'phone-case': 3 }, should: [feature('shockproof')] },
  { text: '蓝牙耳机', types: { earbuds: 3, headphones: 3 } },
  { text: '降噪耳机', types: { headphones: 3, earbuds: 3 }, should: [feature('noise cancelling')] },
  { text: '充电宝 10000毫安', types: { 'power-bank': 3 }, should: [option('capacity', '10000 mAh')] },
  { text: 'USB-C 数据线', types: { 'charging-cable': 3 } },
  { text: '笔记本电脑', types: { laptop: 3 } },
  { text: '笔记本电脑内胆包', types: { 'laptop-sleeve': 3 } },
  { text: '机械键盘', types: { keyboard: 3 } },
  { text: '智能手表 GPS', types: { smartwatch: 3 }, should: [feature('GPS')] },
  { text: '保温杯', types: { 'vacuum-flask': 3 } },
  { text: '空气炸锅', types: { 'air-fryer': 3 } },
  { text: '电饭煲', types: { 'rice-cooker': 3 } },
  { text: '跑步鞋', types: { 'running-shoes': 3 } },
  { text: '羽绒服', types: { 'down-jacket': 3 } },
  { text: '面膜 补水', types: { 'sheet-mask': 3 }, should: [feature('hyaluronic acid')] },
  { text: '防晒霜 SPF50', types: { sunscreen: 3 }, should: [option('spf', '50')] },
  { text: '电动牙刷', types: { 'electric-toothbrush': 3 } },
  { text: '瑜伽垫 防滑', types: { 'yoga-mat': 3 }, should: [feature('non-slip')] },
  { text: '帐篷', types: { tent: 3 } },
  { text: '绿茶', types: { 'green-tea': 3, 'black-tea': 1 } },
  { text: '云雀 耳机', types: { earbuds: 3, headphones: 3 }, must: [{ brand: '云雀' }] },
  { text: '机票预订', types: {}, hopeless: true },
];

const NAMES: readonly Omit<JudgedQuery, 'language'>[] = [
  { text: 'casemoth', types: null, must: [{ brand: 'Casemoth' }] },
  { text: '雪岭', types: null, must: [{ brand: '雪岭' }] },
];

/** Queries with what a shopper wants by them; `judgeSample` grades products against it. */
export const JUDGED_QUERIES: readonly JudgedQuery[] = [
  ...ENGLISH.map((query) => ({ ...query, language: 'en' as const })),
  ...CHINESE.map((query) => ({ ...query, language: 'zh' as const })),
  ...NAMES.map((query) => ({ ...query, language: 'any' as const })),
];
