// Prints the code of every case as JSON, for make_code.py: see README.md beside this file.
import { kerasCode } from '#shared/experiment/code/keras-code.ts';
import { textOf } from '#shared/base/message.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { codeCases } from './code-cases.ts';
import { dataCases } from './data-cases.ts';

function codeOf(experiment: Experiment): string {
  const result = kerasCode(experiment);
  if ('code' in result) return result.code;
  throw new Error(`${experiment.name}: ${textOf(result.refused)}`);
}

const models = codeCases().map((experiment) => ({
  name: experiment.name,
  dataset: experiment.data.dataset,
  preparation: experiment.data.preparation,
  code: codeOf(experiment),
}));
const data = dataCases().map(({ name, file, experiment }) => ({ name, file, code: codeOf(experiment) }));
process.stdout.write(JSON.stringify({ models, data }));
