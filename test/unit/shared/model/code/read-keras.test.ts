import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textOf } from '#shared/base/message.ts';
import { kerasModel } from '#shared/model/code/keras-model.ts';
import { readKeras } from '#shared/model/code/read-keras.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { template, templateIds } from '../../experiment/experiments.ts';

const folder = new URL('../../../../keras/', import.meta.url);
const pasted = new URL('pasted/', folder);
const reference = z
  .object({
    cases: z.array(
      z.object({ name: z.string(), parameters: z.number(), shapes: z.array(z.array(z.number().nullable())) }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('reference/pasted.json', folder), 'utf8')));

function read(code: string): { document: GraphDocument; notes: string[] } {
  const result = readKeras(code);
  if ('refused' in result) throw new Error(textOf(result.refused));
  return { ...result, notes: result.notes.map(({ line, message }) => `${line}: ${textOf(message)}`) };
}

const chain = (document: GraphDocument): string[] => document.nodes.map(({ type }) => type);

describe('a tutorial’s model', () => {
  const names = readdirSync(pasted).map((file) => file.replace('.py', ''));
  it('is asked of Keras', () => {
    expect(reference.cases.map(({ name }) => name)).toEqual(names.toSorted());
    expect(names).toHaveLength(10);
  });

  it.each(reference.cases)('$name has real Keras’s parameters and shapes', ({ name, parameters, shapes }) => {
    const { document, notes } = read(readFileSync(new URL(`${name}.py`, pasted), 'utf8'));
    expect(notes).toEqual([]);
    const { spec, problems } = checkModel(document);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(spec?.parameters).toBe(parameters);
    const text = (all: readonly (readonly (number | null)[])[]) => new Set(all.map((shape) => JSON.stringify(shape)));
    const own = text((spec?.layers ?? []).flatMap(({ outputShapes }) => outputShapes));
    const computed = text(
      (spec?.layers ?? []).flatMap(({ type, outputShapes }) => (isInput(type) ? [] : outputShapes)),
    );
    expect([...text(shapes)].filter((shape) => !own.has(shape))).toEqual([]);
    expect([...computed].filter((shape) => !text(shapes).has(shape))).toEqual([]);
  });
});

it.each(templateIds)('reads the code that Strata writes of %s back as the same model', (id) => {
  const { spec } = checkModel(template(id).model);
  if (spec === null) throw new Error(id);
  const { lines, classes } = kerasModel(spec);
  const again = checkModel(read(lines.join('\n')).document).spec;
  expect(again?.layers.map(({ id, type, config, inputs }) => ({ id, type, config, inputs }))).toEqual(
    spec.layers.map(({ id, type, config, inputs }) => ({ id, type, config, inputs })),
  );
  expect(classes.length).toBeLessThanOrEqual(1);
});

describe('what is not understood', () => {
  it('is listed with its line, and the rest becomes layers', () => {
    const { document, notes } = read(`import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.imdb.load_data()
class Mine(keras.Model):
    pass
model = keras.Sequential([keras.Input((8, 2))])
for i in range(3):
    model.add(layers.Dense(4))
model.add(layers.Dense(units))
model.add(layers.Conv1D(4, 3))
model.add(layers.Nonsense(3))
model.compile(loss="mse")
`);
    expect(chain(document)).toEqual(['Input', 'Dense', 'Conv1D', 'Nonsense']);
    expect(notes).toEqual([
      '3: "keras.datasets.imdb.load_data" is not known.',
      '4: A class is not read, only layers outside of one.',
      '7: A loop is not read; write its layers one by one.',
      '9: The argument units of Dense is left out: its value is not known.',
      '11: Strata has no layer "Nonsense".',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['prose', 'Dear reader, this (as you see) is no code.'],
    ['brackets', '('.repeat(50_000)],
    ['brackets that close', `x = ${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['calls in calls', `x = ${'f('.repeat(2000)}${')'.repeat(2000)}`],
    ['strings without an end', 'x = """' + 'Dense(1)\n'.repeat(1000)],
    ['a function that calls itself', 'def f(x=1):\n    return f(x)\nf()\n'],
    ['two functions that call each other twice', 'def f(x=1):\n    f(x)\n    f(x)\nf()\n'],
    ['only a loop', 'while True:\n    Dense(1)\n'],
  ])('gives no layers: %s', (_name, code) => {
    expect(read(code).document.nodes).toEqual([]);
  });

  it('leaves out the edge from what is not known', () => {
    const { document } = read('x = mystery(3)\ny = layers.Dense(1)(x)\nz = layers.Dense(2)(y)');
    expect(document).toEqual({
      nodes: [
        { id: 'dense', type: 'Dense', config: { units: 1 } },
        { id: 'dense_1', type: 'Dense', config: { units: 2 } },
      ],
      edges: [{ from: 'dense', to: 'dense_1' }],
    });
  });

  it('is refused as a whole when it is too long', () => {
    const result = readKeras('Dense(1)\n'.repeat(1_200_000));
    expect('refused' in result && textOf(result.refused)).toBe('The code is too long: 10,800,000 characters.');
  });
});
