export { checkModel, type ModelExpectations } from './model/check-model.ts';
export { listModels } from './model/list-models.ts';
export type { ModelComponent, ModelComponents, ModelFacts, NamedWeights, SampleScores, StoredModel } from './model/model-types.ts';
export { readModel, readModelSummary, type ModelSummary } from './model/read-model.ts';
export { writeModel, type WriteModelOptions } from './model/write-model.ts';
export { openTensors, openTrainingTensors, type TensorBackend } from './tensors/open-tensors.ts';
