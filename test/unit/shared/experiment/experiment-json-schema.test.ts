import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { experimentJsonSchema } from '#shared/experiment/experiment-json-schema.ts';
import { formatJson } from '#shared/base/format-json.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';

const file = fileURLToPath(new URL('../../../../resources/schema/experiment.schema.json', import.meta.url));

describe('experiment.schema.json', () => {
  it('is what the schemas say (UPDATE_SCHEMA=1 writes it anew)', () => {
    const text = formatJson(experimentJsonSchema());
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('holds only references that lead somewhere', () => {
    const schema = experimentJsonSchema();
    const text = JSON.stringify(schema);
    const references = new Set([...text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map((match) => match[1]));
    const definitions = Object.keys(schema['$defs'] ?? {});
    expect(definitions).toEqual(expect.arrayContaining([...references]));
    expect(text.match(/\$defs":/g)).toHaveLength(1);
  });

  it('has a rule for every layer, with the arguments that must be given', () => {
    const text = JSON.stringify(experimentJsonSchema());
    for (const type of layerCatalogue.keys()) expect(text).toContain(`{"type":{"const":"${type}"}}`);
    expect(text).toContain('"required":["filters","kernel_size"]');
  });
});
