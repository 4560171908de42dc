// A name with arguments, as it is written in a file.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/base/json.ts';

/** A loss, optimizer, metric or callback: Keras's name, and Keras's arguments beside it. */
export const namedConfigSchema = z.looseObject({ name: z.string().min(1), config: jsonObjectSchema.default({}) });
export type NamedConfig = z.infer<typeof namedConfigSchema>;

/** In a file a bare name stands for that name with Keras's defaults. */
export const namedOrBareSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ name, config: {} })),
  namedConfigSchema,
]);
