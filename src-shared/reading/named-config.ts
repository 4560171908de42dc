// A name with arguments, as it is written in a file.
import { z } from 'zod';
import { jsonObjectSchema, type JsonValue } from '#shared/base/json.ts';

/** Keras writes a thing as `{ module, class_name, config, registered_name }`; only the name is read from that. */
function withPlainName(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('class_name' in given) || 'name' in given) return given;
  const { class_name: name, module: _module, registered_name: _registered, ...rest } = given as Record<string, unknown>;
  return { name, ...rest };
}

/** A loss, optimizer, metric or callback: Keras's name with Keras's arguments. */
export const namedConfigSchema = z.preprocess(
  withPlainName,
  z.looseObject({ name: z.string().min(1), config: jsonObjectSchema.default({}) }),
);
export type NamedConfig = z.infer<typeof namedConfigSchema>;

/** In a file, a bare name means that name with Keras's defaults. */
export const namedOrBareSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ name, config: {} })),
  namedConfigSchema,
]);

/** As a file writes it: a bare name where there are no arguments. */
export function asWritten({ name, config }: NamedConfig): JsonValue {
  return Object.keys(config).length === 0 ? name : { name, config };
}
