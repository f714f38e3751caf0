import { z } from 'zod';

/** Raised when a directory of an older release could be misread. */
export const MANIFEST_FORMAT = 1;

export const MANIFEST_FILE = 'manifest.json';

/** tfjs's `WeightsManifestEntry`, as far as models use it. */
const weightSpecSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32', 'string']),
  quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }).optional(),
});

const componentSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  /** Each with its weights one after the other, in the order of `weights`. */
  file: z.string().regex(/^[a-z0-9-]+\.bin$/),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  weights: z.array(weightSpecSchema),
});

/** `manifest.json` of a model's directory; docs/ranking.md describes it for people. */
export const manifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  version: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  trainedAt: z.iso.datetime(),
  features: z.array(z.string()),
  textEncoder: z.string().nullable(),
  dimensions: z.record(z.string(), z.number().int().positive()),
  metrics: z.array(z.object({ name: z.string(), value: z.number() })),
  data: z.record(z.string(), z.unknown()),
  quantized: z.boolean(),
  sampleScores: z.record(z.string(), z.array(z.number())),
  components: z.record(z.string().regex(/^[a-z0-9-]+$/), componentSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type WeightSpec = z.infer<typeof weightSpecSchema>;
