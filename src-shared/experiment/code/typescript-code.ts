// An experiment as a TypeScript program that trains it with the command line.
import { formatExperiment } from '#shared/experiment/parse-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** A program for Node.js: the experiment as a value, written to a file and trained by `strata train`. */
export function typescriptCode(experiment: Experiment): string {
  return `// ${JSON.stringify(experiment.name)}. Run in the project's folder: node experiment.ts
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const experiment = ${formatExperiment(experiment).trimEnd()};

const file = 'experiment.strata.json';
writeFileSync(file, JSON.stringify(experiment, null, 2));
const { status } = spawnSync(process.execPath, ['scripts/launch.mjs', 'src-main/cli/index.ts', 'train', file], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
`;
}
