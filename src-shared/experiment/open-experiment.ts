// Opens a file from disk or dropped on the page: explains why it is not an experiment, or saves it as a model.
import { msg, type Message } from '#shared/base/message.ts';
import { AppError, hintOf, messageOf, toAppError } from '#shared/base/app-error.ts';
import type { ExperimentId } from '#shared/base/ids.ts';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { formatExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';

/** A thousand layers take a tenth of it. */
export const largestExperimentBytes = 4 * 1024 * 1024;

/** How an experiment's file is named. */
export const experimentFileEnding = '.strata.json';

/** A dropped or opened file. */
export interface OfferedFile {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  bytes(): Promise<Uint8Array>;
  /** The bytes as UTF-8. @throws when they are none */
  decode(bytes: Uint8Array): string;
}

function size(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function refuse({ name }: OfferedFile, why: Message, hint?: Message): AppError {
  return new AppError('invalid-experiment', msg`${name} cannot be opened: ${why}`, {
    hint: hint ?? msg`An experiment is a text file whose name ends in ${experimentFileEnding}.`,
  });
}

async function textOf(file: OfferedFile): Promise<string> {
  if (file.kind === 'folder') throw refuse(file, msg`it is a folder.`, msg`Open a file of it instead.`);
  if (file.kind === 'other') throw refuse(file, msg`it is no file.`);
  if (file.sizeBytes > largestExperimentBytes)
    throw refuse(
      file,
      msg`it has ${size(file.sizeBytes)}, and an experiment has ${size(largestExperimentBytes)} at most.`,
    );
  let text: string;
  try {
    text = file.decode(await file.bytes());
  } catch (thrown) {
    // A decoder's error for invalid text has no code; a disk error has one.
    if (!(thrown instanceof TypeError) || ('code' in thrown && !String(thrown.code).startsWith('ERR_ENCODING')))
      throw thrown;
    throw refuse(file, msg`it is not text in UTF-8.`);
  }
  if (text.includes('\0')) throw refuse(file, msg`it is not text.`);
  return text;
}

/** @throws AppError that names the file, and says what is wrong with it */
export async function readOfferedFile(file: OfferedFile): Promise<Experiment> {
  const text = await textOf(file);
  try {
    return parseExperimentFile(text);
  } catch (thrown) {
    const error = toAppError(thrown);
    throw new AppError(error.code, msg`${file.name} cannot be opened: ${messageOf(error)}`, {
      hint: hintOf(error),
      details: error.details,
      cause: thrown,
    });
  }
}

/** The saved experiments, as far as opening a file needs them. */
export interface SavedExperiments {
  list(): Promise<readonly { readonly id: ExperimentId; readonly name: string }[]>;
  get(id: ExperimentId): Promise<Experiment>;
  save(experiment: JsonObject): Promise<ExperimentId>;
}

/** Saves an experiment that was opened, unless the same one is saved already: opening a file twice makes one model. */
export async function keepOpened(experiment: Experiment, saved: SavedExperiments): Promise<ExperimentId> {
  const text = formatExperiment(experiment);
  for (const { id, name } of await saved.list()) {
    if (name === experiment.name && formatExperiment(await saved.get(id)) === text) return id;
  }
  return await saved.save(jsonObjectSchema.parse(experiment));
}
