// Where the files that ship with Strata lie: in `resources/` of the checkout or of the packaged program.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/contract/app-error.ts';

/** The path of a file in `resources/samples`, found upwards from this file: built code lies at another depth. */
export function samplePath(name: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'resources', 'samples', name);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder)
      throw new AppError('internal', `The sample ${name} is missing from this installation.`, {
        hint: 'Install Strata again.',
      });
  }
}
