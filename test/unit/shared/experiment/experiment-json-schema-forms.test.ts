// The file's JSON Schema against the parser: what is accepted in an editor is what Strata reads, and what the parser refuses is refused.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { experimentJsonSchema } from '#shared/experiment/experiment-json-schema.ts';
import { formatExperiment, parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { codeCases } from '../../../keras/code-cases.ts';
import { dataCases } from '../../../keras/data-cases.ts';
import { templateIds, templateText } from './experiments.ts';

const validate = new Ajv2020({ strict: false, allErrors: false }).compile(experimentJsonSchema());

function errorsOf(file: unknown): string[] {
  return validate(file)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const templateFile = (id: string): JsonObject => jsonObjectSchema.parse(JSON.parse(templateText(id)));

function isRefused(file: JsonObject): boolean {
  try {
    parseExperiment(file);
    return false;
  } catch (thrown) {
    if (thrown instanceof AppError) return true;
    throw thrown;
  }
}

type Path = readonly (string | number)[];

/** The places of a file's values; not those inside a layer's arguments, which the parser does not read. */
function placesIn(value: JsonValue, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.at(-1) === 'config') return [path];
  const entries: [string | number, JsonValue][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

/** The file with another value at a place, or without one. */
function changedAt(file: JsonObject, path: Path, value: JsonValue | undefined): JsonObject {
  const copy = structuredClone(file);
  let at: JsonValue = copy;
  for (const key of path.slice(0, -1)) at = (at as Record<string | number, JsonValue>)[key] ?? null;
  const last = path.at(-1) ?? '';
  const holder = at as Record<string | number, JsonValue>;
  if (value !== undefined) holder[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy;
}

describe('what is accepted', () => {
  it.each(templateIds)('the template %s', (id) => {
    expect(errorsOf(templateFile(id))).toEqual([]);
  });

  it.each(
    [...codeCases(), ...dataCases().map(({ experiment }) => experiment)].map((each) => [each.name, each] as const),
  )('the experiment %s, as it is saved', (_name, experiment) => {
    expect(errorsOf(JSON.parse(formatExperiment(experiment)))).toEqual([]);
  });
});

const wrongValues: readonly (JsonValue | undefined)[] = [undefined, null, '', -1, 0.5, []];

describe('what the parser refuses', () => {
  // One of texts, one of a series, and one with two Inputs and two outputs.
  it.each(['imdb-conv1d', 'weather-gru', 'weather-hours-days'])(
    'a wrong value anywhere in %s',
    { timeout: 60_000 },
    (id) => {
      const file = templateFile(id);
      const places = placesIn(file).slice(1);
      const missed: string[] = [];
      let refused = 0;
      for (const path of places)
        for (const value of wrongValues) {
          const changed = changedAt(file, path, value);
          if (!isRefused(changed)) continue;
          refused += 1;
          if (validate(changed))
            missed.push(`${path.join('.')} = ${value === undefined ? 'left out' : JSON.stringify(value)}`);
        }
      // A schema does not know in which layers a model ends: only one of the two has a loss of its own.
      expect(missed).toEqual(id === 'weather-hours-days' ? ['training.loss = left out'] : []);
      expect(refused).toBeGreaterThan(50);
    },
  );
});

describe('the loss', () => {
  it('may be missing where every output has one', () => {
    const { loss: _common, ...training } = jsonObjectSchema.parse(templateFile('weather-hours-days')['training']);
    const withOutputs = (outputs: JsonObject): JsonObject => ({
      ...templateFile('weather-hours-days'),
      training: { ...training, outputs },
    });
    expect(errorsOf(withOutputs({ temp: { loss: 'mae' }, pressure: { loss: 'huber' } }))).toEqual([]);
    expect(errorsOf(withOutputs({ temp: { weight: 1 }, pressure: { loss: 'huber' } }))).not.toEqual([]);
    expect(errorsOf(withOutputs({}))).not.toEqual([]);
  });
});

describe('arguments of layers', () => {
  const withNode = (node: JsonObject): JsonObject => ({
    ...templateFile('weather-gru'),
    model: { nodes: [{ id: 'a', ...node }], edges: [] },
  });

  it.each<[string, JsonObject]>([
    ['an argument that there is not', { type: 'Dense', config: { units: 1, unitz: 2 } }],
    ['an argument that is missing', { type: 'Dense', config: {} }],
    ['no arguments where some are needed', { type: 'Dense' }],
    ['text for a number', { type: 'Dense', config: { units: 'one' } }],
    ['a number out of range', { type: 'Dropout', config: { rate: 2 } }],
    ['a word that is none of its values', { type: 'Conv1D', config: { filters: 1, kernel_size: 2, padding: 'all' } }],
    ['another value of a fixed argument', { type: 'Conv1D', config: { filters: 1, kernel_size: 2, dtype: 'float16' } }],
  ])('refuses %s', (_what, node) => {
    expect(errorsOf(withNode(node))).not.toEqual([]);
  });

  it('accepts a layer that is not known, and one that is another’s', () => {
    expect(errorsOf(withNode({ type: 'Swish2', config: { anything: [1] } }))).toEqual([]);
    expect(errorsOf(withNode({ type: 'Dense', layer: 'b', config: {} }))).toEqual([]);
  });
});
