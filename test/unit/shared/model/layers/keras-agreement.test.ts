// Real Keras's answers (test/keras/make_shapes.py): shapes, weights, refusals, required arguments and defaults.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonObjectSchema, jsonValueSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { callbacks } from '#shared/training/callbacks.ts';
import { optimizers } from '#shared/training/optimizers.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { argumentNames, readArguments, type ArgumentRules } from '#shared/reading/arguments.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

const shapeSchema = z.array(z.number().nullable());
const defaultsSchema = z.record(
  z.string(),
  z.object({ required: z.array(z.string()), defaults: z.record(z.string(), jsonValueSchema) }),
);
const reference = z
  .object({
    defaults: z.object({ layers: defaultsSchema, optimizers: defaultsSchema, callbacks: defaultsSchema }),
    cases: z.array(
      z.object({
        type: z.string(),
        config: jsonObjectSchema,
        input: shapeSchema,
        output: shapeSchema.nullable(),
        weights: z.array(z.tuple([z.string(), z.array(z.number())])).optional(),
      }),
    ),
    initializers: z.array(
      z.object({
        type: z.string(),
        config: jsonObjectSchema,
        input: shapeSchema,
        argument: z.string(),
        fits: z.boolean(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../../keras/reference/layer-shapes.json', import.meta.url), 'utf8')));

function definitionOf(type: string): LayerDefinition {
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(`no ${type}`);
  return definition;
}

/** Arguments that Keras's layers pass on to their base: GRU, LSTM and SimpleRNN to RNN, AdditiveAttention to Attention. */
const passedOn = ['zero_output_for_mask', 'seed'];

function rulesOf(definition: LayerDefinition) {
  return {
    notInSignature: [...passedOn, ...(definition.callArguments ?? [])],
    schema: definition.configSchema,
    fixedArguments: definition.fixedArguments,
    // A wrapper's are about the layer inside, which is read before: see wrappers.test.ts.
    conflicts: (config: JsonObject) =>
      definition.innerLayers === undefined ? (definition.conflicts?.(config, findLayer) ?? []) : [],
  };
}

/** The layer's output and weights; null when it is refused. */
function infer(type: string, config: JsonObject, input: Shape): { output: Shape; weights: unknown } | null {
  const definition = definitionOf(type);
  const { value, problems } = readArguments(rulesOf(definition), config);
  if (value === null || problems.length > 0) return null;
  const result = definition.shape(value, [input], findLayer);
  if ('problem' in result) return null;
  const weights = definition.weights(value, [input], findLayer).map(({ name, shape }) => [name, shape]);
  return { output: result.shapes[0] ?? [], weights };
}

describe('every layer', () => {
  const types = [...new Set(reference.cases.map(({ type }) => type))];
  it.each(types)('%s has the shapes and weights that Keras gives it, and refuses what Keras refuses', (type) => {
    const cases = reference.cases.filter((one) => one.type === type);
    expect(cases.length).toBeGreaterThan(0);
    for (const { config, input, output, weights } of cases) {
      const expected = output === null ? null : { output, weights };
      expect(infer(type, config, input), JSON.stringify({ config, input })).toEqual(expected);
    }
  });
});

describe('every initializer of every weight', () => {
  const refusedBy = (type: string, config: JsonObject, shape: Shape): string[] => {
    const nodes = [
      { id: 'in', type: 'Input', config: { shape: [...shape] } },
      { id: 'layer', type, config },
    ];
    return checkModel({ nodes, edges: [{ from: 'in', to: 'layer' }] })
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code, nodeId, path }) => `${code} of ${nodeId ?? '?'} at ${path ?? '?'}`);
  };
  const types = [...new Set(reference.initializers.map(({ type }) => type))];
  it.each(types)('%s: is refused where Keras refuses it, with the layer and the argument', (type) => {
    for (const { config, input, argument, fits } of reference.initializers.filter((one) => one.type === type)) {
      const expected = fits ? [] : [`unfit-initializer of layer at config.${argument}`];
      expect(refusedBy(type, config, input), JSON.stringify({ config, input })).toEqual(expected);
    }
  });

  it('names the initializer, the weight and its shape', () => {
    const nodes = [
      { id: 'in', type: 'Input', config: { shape: [20, 4] } },
      { id: 'x', type: 'Conv1D', config: { filters: 4, kernel_size: 3, kernel_initializer: 'identity' } },
    ];
    expect(checkModel({ nodes, edges: [{ from: 'in', to: 'x' }] }).problems.map(({ message }) => message)).toEqual([
      'Conv1D "x" has kernel_initializer "identity", which fills matrices only, but its kernel is [3, 4, 4].',
    ]);
  });
});

/** Our canonical form of a default: names stand for themselves. */
function plain(value: JsonValue | undefined): JsonValue | undefined {
  const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['name'] : value;
  return name === 'linear' ? null : name === 'random_uniform' ? 'uniform' : name;
}

const cases = z
  .array(z.object({ type: z.string(), config: jsonObjectSchema }))
  .parse(JSON.parse(readFileSync(new URL('../../../../keras/layer-cases.json', import.meta.url), 'utf8')));

/** Arguments with which the layer is made in a case for Keras; the other things have none that must be given. */
function exampleOf(type: string): JsonObject {
  return cases.find((one) => one.type === type)?.config ?? {};
}

function expectSameDefaults(
  rules: ArgumentRules<JsonObject> & { readonly notInSignature?: readonly string[] },
  keras: z.infer<typeof defaultsSchema>[string],
  name?: string,
  example: JsonObject = {},
): void {
  const known = argumentNames(rules.schema, name);
  const given = Object.fromEntries(keras.required.map((argument) => [argument, example[argument] ?? null]));
  const { value, problems } = readArguments(rules, given, name);
  expect(problems).toEqual([]);
  for (const argument of keras.required) {
    const { [argument]: _left, ...rest } = given;
    expect(readArguments(rules, rest, name).problems).toEqual([
      expect.objectContaining({ code: 'missing-argument', path: argument }),
    ]);
  }
  for (const [argument, expected] of Object.entries(keras.defaults)) {
    if (argument === 'name') continue;
    const meant = argument.endsWith('_initializer') && typeof expected === 'string' ? expected.toLowerCase() : expected;
    if (known.includes(argument)) expect([argument, plain(value?.[argument])]).toEqual([argument, meant]);
    else expect([argument, ...(rules.fixedArguments[argument] ?? [])]).toContainEqual(expected);
  }
  const kerasNames = [...keras.required, ...Object.keys(keras.defaults)];
  const own = known.filter((argument) => !rules.notInSignature?.includes(argument));
  expect(kerasNames).toEqual(expect.arrayContaining(own));
}

describe('arguments and defaults', () => {
  it.each(Object.keys(reference.defaults.layers))('%s takes Keras’s arguments with its defaults', (type) => {
    const keras = reference.defaults.layers[type];
    if (keras === undefined) throw new Error(type);
    expectSameDefaults(rulesOf(definitionOf(type)), keras, undefined, exampleOf(type));
  });

  it.each(Object.entries(reference.defaults.optimizers))(
    '%s takes Keras’s arguments with its defaults',
    (name, keras) => {
      expectSameDefaults(optimizers, keras, name);
    },
  );

  it.each(Object.entries(reference.defaults.callbacks))(
    '%s takes Keras’s arguments with its defaults',
    (name, keras) => {
      expectSameDefaults(callbacks, keras, name);
    },
  );
});
