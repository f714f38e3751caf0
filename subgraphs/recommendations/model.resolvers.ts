import type { MutationResolvers, QueryResolvers, RankingModelResolvers } from '../generated/recommendations.ts';
import { requireRole } from '../shared/require-role.ts';

export const modelQueries = {
  models: async (_root, _args, { identity, models }) => {
    requireRole(identity, 'ANALYST', 'models');
    return (await models.list()).models;
  },
} satisfies QueryResolvers;

export const modelMutations = {
  activateModel: (_root, { version }, { identity, models }) => {
    requireRole(identity, 'ADMIN', 'activateModel');
    return models.activate(version);
  },
} satisfies MutationResolvers;

export const RankingModel = {
  trainedAt: ({ trainedAtMs }) => trainedAtMs,
} satisfies RankingModelResolvers;
