export { openTensors, openTrainingTensors, type TensorBackend } from './tensors/open-tensors.ts';
