import { BEAUTY_TYPES } from './beauty-types.ts';
import { CLOTHING_TYPES } from './clothing-types.ts';
import { AUDIO_VIDEO_TYPES } from './electronics-audio-video.ts';
import { COMPUTING_TYPES } from './electronics-computing.ts';
import { MOBILE_TYPES } from './electronics-mobile.ts';
import { GARDEN_TYPES, OFFICE_TYPES, PET_TYPES } from './garden-pets-office-types.ts';
import { GROCERY_TYPES } from './groceries-types.ts';
import { HOME_TYPES } from './home-types.ts';
import { KITCHEN_TYPES } from './kitchen-types.ts';
import { GARDEN_BRANDS, GROCERY_BRANDS, OFFICE_BRANDS, PET_BRANDS, TOYS_BOOKS_BRANDS } from './leisure-brands.ts';
import { BEAUTY_BRANDS, CLOTHING_BRANDS, HOME_BRANDS, SPORTS_BRANDS } from './living-brands.ts';
import { SPORTS_TYPES } from './sports-types.ts';
import { TECHNOLOGY_BRANDS } from './technology-brands.ts';
import { TOYS_BOOKS_TYPES } from './toys-books-types.ts';
import type { Department } from './vocabulary-types.ts';

/** All that the sample shop sells, and who makes it. Every brand is invented. */
export const DEPARTMENTS: readonly Department[] = [
  { name: 'Electronics', types: [...MOBILE_TYPES, ...AUDIO_VIDEO_TYPES, ...COMPUTING_TYPES], brands: TECHNOLOGY_BRANDS },
  { name: 'Home & Kitchen', types: [...HOME_TYPES, ...KITCHEN_TYPES], brands: HOME_BRANDS },
  { name: 'Clothing & Shoes', types: CLOTHING_TYPES, brands: CLOTHING_BRANDS },
  { name: 'Beauty', types: BEAUTY_TYPES, brands: BEAUTY_BRANDS },
  { name: 'Sports & Outdoor', types: SPORTS_TYPES, brands: SPORTS_BRANDS },
  { name: 'Toys & Books', types: TOYS_BOOKS_TYPES, brands: TOYS_BOOKS_BRANDS },
  { name: 'Groceries', types: GROCERY_TYPES, brands: GROCERY_BRANDS },
  { name: 'Garden', types: GARDEN_TYPES, brands: GARDEN_BRANDS },
  { name: 'Pets', types: PET_TYPES, brands: PET_BRANDS },
  { name: 'Office', types: OFFICE_TYPES, brands: OFFICE_BRANDS },
];
