// Prints the archive of every case, with its inputs, into a folder, for make_archives.py: see README.md beside this file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownLayers } from '#main/training/export/model-files.ts';
import { archiveCases, archiveOf, contentOf, formulaInputs } from './archive-cases.ts';

const [folder = 'archives'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const cases = [];
for (const [place, { name, spec }] of archiveCases().entries()) {
  const archive = await archiveOf(spec);
  writeFileSync(join(folder, `${place}.keras`), archive);
  const inputs = formulaInputs(spec).map(({ values, shape }) => ({
    values: [...values],
    shape,
    dtype: values instanceof Int32Array ? 'int32' : 'float32',
  }));
  cases.push({ name, inputs, layers: ownLayers(spec), ...(await contentOf(archive)) });
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
