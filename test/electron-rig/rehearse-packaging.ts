// `npm run package:rehearse`: packages with the Electron that tests have here into dist/rehearsal, and accounts for the files.
import { join } from 'node:path';
import { formatLargeFiles } from '../../scripts/packaging/large-files.ts';
import { programFolder } from '../../scripts/packaging/package-program.ts';
import { packageForTests } from './package.ts';

const output = join(import.meta.dirname, '..', '..', 'dist', 'rehearsal');
for (const path of await packageForTests(output, ['dir', 'tar.gz'], 'normal')) console.log(path);
console.log(formatLargeFiles(programFolder(output)));
