// `npm run package:files -- [FOLDER]`: prints the table of docs/packaging.md anew, of dist/ or of another unpacked package. Fails
// when a file over 5 MB is not accounted for.
import { join } from 'node:path';
import { formatLargeFiles, largeFiles } from './large-files.ts';
import { programFolder } from './package-program.ts';

const folder = process.argv[2] ?? programFolder(join(import.meta.dirname, '..', '..', 'dist'));
console.log(formatLargeFiles(folder));
if (largeFiles(folder).some(({ reason }) => reason === null)) process.exitCode = 1;
