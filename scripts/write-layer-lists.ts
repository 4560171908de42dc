// `npm run layers`: writes everything that follows from the files of the layers: the lists of definitions and builders, their
// Korean, the document, the cases for Keras, and the JSON Schema of an experiment.
import { writeFileSync } from 'node:fs';
import { formatJson } from '#shared/base/format-json.ts';
import { layerLists } from './layer-lists.ts';

for (const { path, text } of await layerLists()) writeFileSync(path, text);

// Only now, when the lists are written: the schema is made from them.
const { experimentJsonSchema } = await import('#shared/experiment/experiment-json-schema.ts');
const schemaFile = new URL('../resources/schema/experiment.schema.json', import.meta.url);
writeFileSync(schemaFile, formatJson(experimentJsonSchema()));
