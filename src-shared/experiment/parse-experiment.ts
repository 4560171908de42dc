// Reads experiment files from text or JSON with all problems, and writes them in a readable layout.
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { findJsonFault } from '#shared/base/json-fault.ts';
import { findLostKey, reservedKey } from '#shared/base/json-keys.ts';
import { isJsonObject, type JsonObject } from '#shared/base/json.ts';
import { outputsWithoutLoss, withCommonLoss } from '#shared/experiment/common-loss.ts';
import { experimentFileVersion, experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import { formatJson } from '#shared/base/format-json.ts';
import { migrateExperiment } from '#shared/experiment/migrations.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem } from '#shared/base/problem.ts';
import { describeIssue, innerIssues, quoteValue, sentenceOfRefused } from '#shared/reading/describe-issue.ts';

const whatItIs = msg`docs/experiment-file.md describes the file; a template is a good beginning.`;

function refuse(
  message: Message,
  problems: readonly Problem[] = [errorProblem('not-an-experiment', message)],
): AppError {
  return new AppError('invalid-experiment', message, { hint: whatItIs, details: { problems } });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The version a file says it has. @throws AppError `invalid-experiment`, `newer-version` */
function checkVersion(json: unknown): void {
  if (!isObject(json)) throw refuse(msg`An experiment is a JSON object; this is ${quoteValue(json)}.`);
  if (!('strata' in json))
    throw refuse(msg`This is no experiment file: it has no version (${`"strata": ${experimentFileVersion}`}).`);
  const { strata: version } = json;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const message = msg`strata is ${quoteValue(version)}; it must be the file's version, a whole number from 1.`;
    throw refuse(message, [errorProblem('not-an-experiment', message, { path: 'strata' })]);
  }
  if (version > experimentFileVersion) {
    throw new AppError(
      'newer-version',
      msg`The experiment has file version ${version}; this Strata reads versions up to ${experimentFileVersion}.`,
      { hint: msg`Update Strata to open it.`, details: { version, newest: experimentFileVersion } },
    );
  }
}

function lacksLoss(id: string): Problem {
  const message = msg`Output "${id}" has no loss; give it one in training.outputs, or all outputs one as training.loss.`;
  return errorProblem('missing-loss', message, { nodeId: id, path: 'training.outputs' });
}

function readSchema(json: JsonObject): Experiment {
  const parsed = experimentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(innerIssues).flatMap((issue) => {
    const refused = describeIssue(issue, json);
    const without = refused.place === 'training.loss' && refused.given === null ? outputsWithoutLoss(json) : [];
    if (without.length > 0) return without.map(lacksLoss);
    return [errorProblem('invalid-value', sentenceOfRefused(refused), { path: refused.place })];
  });
  throw refuse(firstOf(problems), problems);
}

/** Where numbers are that JSON's text can have and a program cannot: `1e400` is read as infinite. */
function infinitePlaces(value: unknown, place: readonly string[] = []): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [place.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => infinitePlaces(inner, [...place, key]));
}

function hasReserved(place: string | Message): Message {
  return msg`${place} has the key "${reservedKey}", which an experiment cannot have; leave it out.`;
}

/** Where an object has the key that sets its prototype: such an entry is lost wherever the object is copied. */
function reservedPlaces(value: unknown, place: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, reservedKey) ? [place.join('.')] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => reservedPlaces(inner, [...place, key]))];
}

function asJson(value: unknown): JsonObject {
  const reserved = reservedPlaces(value).map((path) =>
    errorProblem('invalid-value', hasReserved(path === '' ? msg`The document` : path), path === '' ? {} : { path }),
  );
  if (reserved.length > 0) throw refuse(firstOf(reserved), reserved);
  if (isJsonObject(value)) return value;
  const problems = infinitePlaces(value).map((path) =>
    errorProblem('invalid-value', msg`${path} is too large for a number; the largest is about 1.8e308.`, { path }),
  );
  throw problems.length === 0
    ? refuse(msg`An experiment can hold JSON values only.`)
    : refuse(firstOf(problems), problems);
}

/** The first problem, and how many more there are. */
function firstOf(problems: readonly Problem[]): Message {
  const first = problems[0]?.translatable ?? msg`The experiment cannot be read.`;
  return problems.length > 1 ? msg`${first} (and ${problems.length - 1} more)` : first;
}

/** No experiment needs more, and recursive readers overflow at a few thousand. */
const deepestNesting = 100;

/** Iterates level by level instead of recursively. */
function isDeeperThan(json: unknown, most: number): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

/**
 * Reads an experiment; defaults are filled in, older versions migrated, unknown keys and layers kept.
 * `checkExperiment` checks whether model, data and training match.
 * @throws AppError `invalid-experiment` with all problems and their paths in `details.problems`; `newer-version`
 */
export function parseExperiment(json: unknown): Experiment {
  checkVersion(json);
  if (isDeeperThan(json, deepestNesting)) throw refuse(msg`The experiment is nested too deeply.`);
  return readSchema(withCommonLoss(migrateExperiment(asJson(json), experimentFileVersion)));
}

/** Reads the text of a `*.strata.json` file. @throws AppError as `parseExperiment` */
export function parseExperimentFile(text: string): Experiment {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw refuse(msg`The experiment file is empty.`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const { line, column } = findJsonFault(json);
    throw refuse(msg`The experiment file is not JSON: look at line ${line}, column ${column}.`);
  }
  const lost = findLostKey(json);
  if (lost?.why === 'repeated') {
    const { key, line, column } = lost;
    throw refuse(msg`The key "${key}" stands twice in one object: look at line ${line}, column ${column}.`);
  }
  return parseExperiment(value);
}

/** `{ name: 'mae', config: {} }` as people write it: `'mae'`. */
function shorten(named: unknown): unknown {
  if (!isObject(named) || !('name' in named) || !('config' in named) || !isObject(named.config)) return named;
  const isBare = Object.keys(named).length === 2 && Object.keys(named.config).length === 0;
  return isBare ? named.name : named;
}

/** What outputs have of their own, as people write it. */
function shortenOutputs(outputs: Experiment['training']['outputs']): object | undefined {
  if (outputs === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(outputs).map(([id, { loss, metrics, ...rest }]) => [
      id,
      { loss: shorten(loss), ...rest, metrics: metrics?.map(shorten) },
    ]),
  );
}

/** The experiment as the text of a file; `parseExperimentFile` gives the same experiment back. */
export function formatExperiment(experiment: Experiment): string {
  const { strata, name, description, data, model, training, ...unknownKeys } = experiment;
  const { loss, optimizer, metrics, outputs, ...rest } = training;
  return formatJson({
    strata,
    name,
    description,
    data,
    model,
    training: {
      loss: shorten(loss),
      optimizer: shorten(optimizer),
      metrics: metrics.map(shorten),
      outputs: shortenOutputs(outputs),
      ...rest,
    },
    ...unknownKeys,
  });
}
