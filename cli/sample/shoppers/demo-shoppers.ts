import { createRandom } from '../random.ts';
import { type AttributeTaste, drawAttributeTaste, type TasteTraits } from './attribute-taste.ts';
import type { NamedShopper } from './simulate-shoppers.ts';

interface Demo extends TasteTraits {
  readonly subject: string;
  /** For people who try the sample shop. */
  readonly about: string;
}

const DEMOS: readonly Demo[] = [
  {
    subject: 'tor',
    about: 'rugged things for outdoors, premium, black and green',
    language: 'en',
    departments: ['Sports & Outdoor', 'Clothing & Shoes', 'Electronics'],
    style: 'rugged',
    dislikedStyle: 'playful',
    priceLevel: 3.4,
    brands: ['Tarnfell', 'Northbivouac', 'Gritline'],
    avoidedBrand: 'Bluebottle',
    hues: new Set(['black', 'green']),
    purposes: new Set(['outdoor', 'travel']),
    wearer: "men's",
  },
  {
    subject: 'pia',
    about: 'playful and cheap, red and lilac',
    language: 'en',
    departments: ['Clothing & Shoes', 'Electronics', 'Sports & Outdoor'],
    style: 'playful',
    dislikedStyle: 'rugged',
    priceLevel: 1.3,
    brands: ['Bluebottle', 'Ploverly', 'Swiftlet'],
    avoidedBrand: 'Tarnfell',
    hues: new Set(['red', 'purple']),
    purposes: new Set(['gift', 'sport']),
    wearer: "women's",
  },
  {
    subject: 'eve',
    about: 'elegant and premium, for the home and the skin',
    language: 'en',
    departments: ['Beauty', 'Home & Kitchen', 'Clothing & Shoes'],
    style: 'elegant',
    dislikedStyle: 'rugged',
    priceLevel: 3.8,
    brands: ['Soleia', 'Maison Verre', 'Brenna & Olt'],
    avoidedBrand: 'Zippel',
    hues: new Set(['white', 'grey']),
    purposes: new Set(['self-care', 'home']),
    wearer: "women's",
  },
  {
    subject: 'mei',
    about: 'reads Chinese: natural skin care, tea and kitchen',
    language: 'zh',
    departments: ['Beauty', 'Groceries', 'Home & Kitchen'],
    style: 'natural',
    dislikedStyle: 'rugged',
    priceLevel: 2.4,
    brands: ['草木集', '山间叶', '禾家'],
    hues: new Set(['green', 'white']),
    purposes: new Set(['self-care', 'home']),
    wearer: "women's",
  },
];

/** Regular customers of the sample shop by the subject of their token, as different from one another as can be, for trying out what personalisation does. */
export const DEMO_SHOPPERS: readonly (NamedShopper<AttributeTaste> & { readonly about: string })[] = DEMOS.map(({ subject, about, ...traits }) => ({
  subject,
  about,
  taste: drawAttributeTaste(createRandom('demo', subject), traits),
}));
