// The experiment file as JSON Schema, for editors. Derived from the schemas that read the file.
import { z } from 'zod';
import { textOf } from '#shared/base/message.ts';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { callbacks } from '#shared/training/callbacks.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { losses } from '#shared/training/losses.ts';
import { metrics } from '#shared/training/metrics.ts';
import { optimizers } from '#shared/training/optimizers.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** What a file may contain: defaults may be omitted. */
function toSchema(schema: z.ZodType): JsonObject {
  return jsonObjectSchema.parse(
    JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))),
  );
}

/** A type of numbers as Keras saves it. */
function policyOf(names: readonly JsonValue[]): JsonObject {
  return {
    type: 'object',
    properties: {
      class_name: { const: 'DTypePolicy' },
      config: { type: 'object', properties: { name: { enum: [...names] } }, required: ['name'] },
    },
    required: ['class_name', 'config'],
  };
}

/** When a node is of this type, its arguments are these. Unknown layers, and those that share another's, are not restricted. */
function layerRule({ type, help, configSchema, fixedArguments }: LayerDefinition): JsonObject {
  // The definitions of a part are those of the whole: it is the same library's name for "any JSON".
  const { $schema: _dialect, $defs: _definitions, ...config } = toSchema(configSchema);
  const own = config['properties'];
  const fixed = Object.entries(fixedArguments).map(([name, accepted]): [string, JsonValue] => [
    name,
    name === 'dtype' ? { anyOf: [{ enum: [...accepted] }, policyOf(accepted)] } : { enum: [...accepted] },
  ]);
  const properties = {
    ...Object.fromEntries(fixed),
    name: { type: 'string' },
    ...(isObject(own) ? own : {}),
  };
  const isComplete = !('required' in config);
  return {
    if: { properties: { type: { const: type } }, required: ['type'], not: { required: ['layer'] } },
    then: {
      description: textOf(help),
      properties: { config: { ...config, properties } },
      ...(isComplete ? {} : { required: ['config'] }),
    },
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path inside a schema. */
function at(schema: JsonObject, path: readonly string[]): JsonObject {
  let current = schema;
  for (const key of path) {
    const next = current[key];
    if (!isObject(next)) throw new Error(`The experiment's schema has no ${path.join('.')}.`);
    current = next;
  }
  return current;
}

/** A thing by `name`, or as Keras writes it by `class_name`. */
function orByClassName(thing: JsonObject): void {
  delete thing['required'];
  thing['anyOf'] = ['name', 'class_name'].map((key) => ({ required: [key] }));
  at(thing, ['properties'])['class_name'] = { ...at(thing, ['properties', 'name']) };
}

/** The object among the forms that a schema allows. */
function objectForm(schema: JsonObject): JsonObject {
  const forms = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const form = forms.filter(isObject).find(({ type }) => type === 'object');
  if (form === undefined) throw new Error('The experiment’s schema has no object form.');
  return form;
}

/** The whole schema; a new object every time. */
export function experimentJsonSchema(): JsonObject {
  const schema = toSchema(experimentSchema);
  const node = at(schema, ['properties', 'model', 'properties', 'nodes', 'items']);
  const nodeType = at(node, ['properties', 'type']);
  nodeType['examples'] = [...layerCatalogue.keys()];
  node['allOf'] = [...layerCatalogue.values()].map(layerRule);
  // They may be a bare name, which the library takes for something that can be left out.
  at(schema, ['properties', 'training'])['required'] = ['optimizer'];
  at(schema, ['properties', 'training'])['anyOf'] = [
    { required: ['loss'] },
    // Each output has its own.
    {
      required: ['outputs'],
      properties: { outputs: { minProperties: 1, additionalProperties: { required: ['loss'] } } },
    },
  ];
  const training = at(schema, ['properties', 'training', 'properties']);
  const ofOutput = at(training, ['outputs', 'additionalProperties', 'properties']);
  for (const settings of [training, ofOutput]) {
    at(settings, ['loss'])['examples'] = [...losses.names];
    const lists = ['metrics', 'weighted_metrics'].map((list) => [list, 'items']);
    for (const path of lists) at(settings, path)['examples'] = [...metrics.names];
    for (const path of [['loss'], ...lists]) orByClassName(objectForm(at(settings, path)));
  }
  at(training, ['optimizer'])['examples'] = [...optimizers.names];
  at(training, ['callbacks', 'items', 'properties', 'name'])['examples'] = [...callbacks.names];
  orByClassName(objectForm(at(training, ['optimizer'])));
  orByClassName(at(training, ['callbacks', 'items']));
  return {
    title: 'Strata experiment',
    description: 'A *.strata.json file: the data and its preparation, the model, and how it is trained.',
    ...schema,
  };
}
