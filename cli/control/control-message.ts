import { z } from 'zod';

/** One line of an answer: what the asking command prints, and last how the task ended. */
export const controlMessageSchema = z.union([
  z.object({ human: z.string(), machine: z.record(z.string(), z.unknown()) }),
  z.object({ remark: z.string() }),
  z.object({ failed: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ done: z.literal(true) }),
]);

export type ControlMessage = z.infer<typeof controlMessageSchema>;
