import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
import { layerCases } from '../../keras/reference.ts';
import { layerLists } from '../../../scripts/layer-lists.ts';

it('the lists of all layers are what `npm run layers` writes', async () => {
  for (const { path, text } of await layerLists()) expect(readFileSync(path, 'utf8'), basename(path)).toBe(text);
});

const casesFile = new URL('../../keras/layer-cases.json', import.meta.url);
const shapeSchema = z.array(z.number());
const askedSchema = z.array(
  z.object({
    type: z.string(),
    config: jsonObjectSchema,
    inputs: z.array(z.union([shapeSchema, z.object({ shape: shapeSchema })])),
  }),
);

it('Keras has answered every case of every layer', () => {
  const asked = askedSchema.parse(JSON.parse(readFileSync(casesFile, 'utf8')));
  const keyOf = (type: string, config: object, shapes: unknown): string => JSON.stringify([type, config, shapes]);
  const answered = new Set(
    layerCases().map(({ type, config, inputs }) =>
      keyOf(
        type,
        config,
        inputs.map(({ shape }) => shape),
      ),
    ),
  );
  for (const { type, config, inputs } of asked) {
    const shapes = inputs.map((input) => (Array.isArray(input) ? input : input.shape));
    expect(answered, 'run test/keras/make_layers.py').toContain(keyOf(type, config, shapes));
  }
  const types = new Set(asked.map(({ type }) => type));
  expect(Object.keys(layerDefinitions).filter((type) => type !== 'Input' && !types.has(type))).toEqual([]);
});

it('each definition stands under its own name', () => {
  for (const [type, definition] of Object.entries(layerDefinitions)) expect(definition.type).toBe(type);
});
