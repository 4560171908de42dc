// The argument FILE|TEMPLATE of several commands.
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { templateStore } from '#main/home/templates.ts';

const largestFileBytes = 8 * 1024 * 1024;

/** Reads the template of that name, or else the file. @throws AppError `not-found`, `invalid-experiment`, `newer-version` */
export function readExperiment(nameOrPath: string): Experiment {
  const template = templateStore.find(nameOrPath);
  if (template !== null) return template.experiment;
  const facts = statSync(nameOrPath, { throwIfNoEntry: false });
  if (facts === undefined) {
    const names = templateStore.list().map(({ id }) => id);
    throw new AppError('not-found', `There is neither a file nor a template "${nameOrPath}".`, {
      hint: `The templates: ${names.join(', ')}.`,
    });
  }
  if (!facts.isFile()) throw new AppError('usage', `"${nameOrPath}" is a folder, not an experiment file.`);
  if (facts.size > largestFileBytes)
    throw new AppError(
      'invalid-experiment',
      `"${nameOrPath}" is too large for an experiment file (${facts.size} bytes).`,
    );
  return parseExperimentFile(readText(nameOrPath));
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new AppError('usage', `"${path}" cannot be read (${why}).`, { cause });
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new AppError('invalid-experiment', `"${path}" is not text in UTF-8.`, {
    hint: 'Save it in that encoding: other programs write Latin-1 or UTF-16 too.',
  });
}
