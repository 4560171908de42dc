// `npm run layers`: writes the lists of all layers, from the files in the two folders that hold them.
import { writeFileSync } from 'node:fs';
import { layerLists } from './layer-lists.ts';

for (const { path, text } of await layerLists()) writeFileSync(path, text);
