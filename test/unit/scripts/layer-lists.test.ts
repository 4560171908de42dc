import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { layerDefinitions } from '#shared/model/layer-definitions.ts';
import { layerLists } from '../../../scripts/layer-lists.ts';

it('the lists of all layers are what `npm run layers` writes', async () => {
  for (const { path, text } of await layerLists()) expect(readFileSync(path, 'utf8'), basename(path)).toBe(text);
});

it('each definition stands under its own name', () => {
  for (const [type, definition] of Object.entries(layerDefinitions)) expect(definition.type).toBe(type);
});
