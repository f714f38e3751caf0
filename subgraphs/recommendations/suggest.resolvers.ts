import type { QueryResolvers, SuggestionsResolvers } from '../generated/recommendations.ts';
import { categoriesOnPath } from '../shared/category-path.ts';
import { checkFirst } from '../shared/check-first.ts';

export const suggestQueries = {
  suggest: (_root, { prefix, first, locale }, context) =>
    context.discovery.suggest({ prefix, first: checkFirst(first), locale: locale ?? null }, context),
} satisfies QueryResolvers;

export const Suggestions = {
  products: ({ products }) => products.map(({ product }) => product),
  categories: ({ categories }) => categories.flatMap((path) => categoriesOnPath(path).slice(-1)),
} satisfies SuggestionsResolvers;
