// A layer as a Python call, without the arguments that are Keras's defaults.
import { z } from 'zod';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { className, pythonCall, PythonCode, pythonFloats, type PythonArgument } from '#shared/model/code/python.ts';
import { canonicalConstraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { canonicalInitializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { canonicalRegularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';

/** The arguments whose values are not the schema's defaults. */
export function withoutDefaults(schema: z.ZodType, config: JsonObject): JsonObject {
  const options: readonly unknown[] = schema instanceof z.ZodDiscriminatedUnion ? schema.options : [schema];
  const object = options.find(
    (option): option is z.ZodObject =>
      option instanceof z.ZodObject &&
      (options.length === 1 || z.object({ name: option.shape['name'] as z.ZodType }).safeParse(config).success),
  );
  const isDefault = (name: string, value: JsonValue): boolean => {
    const field: unknown = object?.shape[name];
    if (!(field instanceof z.ZodType)) return false;
    const fallback = field.safeParse(undefined);
    return fallback.success && JSON.stringify(fallback.data) === JSON.stringify(value);
  };
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => name !== 'name' && !isDefault(name, value)),
  );
}

const named = [
  { ending: 'initializer', module: 'initializers', schema: canonicalInitializerSchema },
  { ending: 'regularizer', module: 'regularizers', schema: canonicalRegularizerSchema },
  { ending: 'constraint', module: 'constraints', schema: canonicalConstraintSchema },
] as const;

const identifierSchema = z.looseObject({ name: z.string() });

/** An initializer, regularizer or constraint; the value itself for every other argument. */
function namedArgument(argument: string, value: JsonValue): PythonArgument {
  const kind = named.find(({ ending }) => argument === ending || argument.endsWith(`_${ending}`));
  const identifier = identifierSchema.safeParse(value).data;
  if (kind === undefined || identifier === undefined) return value;
  const given = withoutDefaults(kind.schema, identifier as JsonObject);
  if (kind.ending === 'initializer' && Object.keys(given).length === 0) return identifier.name;
  const name = identifier.name === 'l1_l2' ? 'L1L2' : className(identifier.name);
  return new PythonCode(pythonCall(`keras.${kind.module}.${name}`, pythonFloats(given)));
}

function argumentsOf(definition: LayerDefinition, config: JsonObject): Record<string, PythonArgument> {
  const given = withoutDefaults(definition.configSchema, config);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const inner =
        definition.innerLayers?.includes(name) === true ? innerLayerSchema.safeParse(value).data : undefined;
      const definitionInside = inner === undefined ? undefined : findLayer(inner.class_name);
      if (inner === undefined || definitionInside === undefined) return [name, namedArgument(name, value)];
      return [name, new PythonCode(constructorOf(definitionInside, inner.config))];
    }),
  );
}

/** The arguments that Keras takes when the layer is called: `use_causal_mask=True`. */
export function callArguments(definition: LayerDefinition, config: JsonObject): Record<string, PythonArgument> {
  const wanted = definition.callArguments ?? [];
  return Object.fromEntries(Object.entries(argumentsOf(definition, config)).filter(([name]) => wanted.includes(name)));
}

/** `layers.Conv1D(filters=32, kernel_size=7, name="conv1d")`. @param config complete, as in a `LayerSpec` */
export function constructorOf(definition: LayerDefinition, config: JsonObject, name?: string): string {
  const outside = definition.callArguments ?? [];
  const given = Object.entries(argumentsOf(definition, config)).filter(([argument]) => !outside.includes(argument));
  const holder = definition.family === 'input' ? 'keras' : 'layers';
  return pythonCall(definition.writtenOut === undefined ? `${holder}.${definition.type}` : definition.type, {
    ...Object.fromEntries(given),
    ...(name === undefined ? {} : { name }),
  });
}

/** The layer classes that Keras does not have, of this layer and those inside it. */
export function writtenOut(definition: LayerDefinition, config: JsonObject): readonly string[] {
  const inside = (definition.innerLayers ?? []).flatMap((name) => {
    const inner = innerLayerSchema.safeParse(config[name]).data;
    const found = inner === undefined ? undefined : findLayer(inner.class_name);
    return inner === undefined || found === undefined ? [] : writtenOut(found, inner.config);
  });
  return definition.writtenOut === undefined ? inside : [definition.writtenOut, ...inside];
}
