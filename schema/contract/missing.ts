/**
 * What `api.graphql` promises and the API does not offer yet, by schema coordinate, sorted: types, and fields of types that
 * are there. It shrinks with each step, and is empty at the end. `aisle compose` refuses an entry too many or too few.
 */
export const MISSING: readonly string[] = [
  'Estimate',
  'Experiment',
  'ExperimentArm',
  'ExperimentArmInput',
  'ExperimentInput',
  'ExperimentKind',
  'ExperimentPayload',
  'Mutation.createExperiment',
  'Mutation.stopExperiment',
  'Query.experiment',
  'Query.experiments',
  'Query.searchReport',
  'QueryCount',
  'SearchReport',
];
