// MLflow's store of files: a folder for each experiment, in it one for each run with meta.yaml, params, metrics and tags.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { partOf, statusOf } from '#main/histories/mlflow/mlflow-run.ts';
import { gather, type Gathered } from '#main/histories/ordered-series.ts';
import type { HistoryPart } from '#main/ports/histories.ts';

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''));
const experimentSchema = z.object({ experiment_id: text, name: text, lifecycle_stage: text });
const runSchema = z.object({
  run_id: text,
  run_uuid: text,
  run_name: text,
  status: z.union([z.string(), z.number()]),
  start_time: z.number(),
  end_time: z.number().nullish(),
  lifecycle_stage: text,
});

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** A file's path below the folder is its name: `train/acc`. A folder that is not there is empty. */
function filesIn(folder: string, prefix = ''): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    return entry.isDirectory() ? filesIn(join(folder, entry.name), `${name}/`) : [name];
  });
}

function readMeta<Meta>(folder: string, schema: z.ZodType<Meta>): Meta | null {
  const path = join(folder, 'meta.yaml');
  if (!existsSync(path)) return null;
  try {
    return schema.safeParse(parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch (thrown) {
    // What is no YAML is no run.
    if (systemReason(thrown) !== null) throw thrown;
    return null;
  }
}

/** Whether a folder is such a store. */
export function isFileStore(path: string): boolean {
  return foldersIn(path).some((name) => readMeta(join(path, name), experimentSchema)?.experiment_id === name);
}

const numbers: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity, infinity: Infinity };

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const value = numbers[text.toLowerCase()] ?? Number(text);
  return Number.isNaN(value) && text.toLowerCase() !== 'nan' ? null : value;
}

/** Lines of time, value and step, to which newer versions add what they are a value of. @returns how many are no such line */
function readMetric(path: string, name: string, into: Map<string, Gathered>): number {
  let malformed = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const [time, text, place = '0'] = line.trim().split(' ');
    const [timeMs, value, step] = [Number(time), numberOf(text), Number(place)];
    if (Number.isFinite(timeMs) && value !== null && Number.isSafeInteger(step))
      gather(into, name, step, value, timeMs);
    else malformed++;
  }
  return malformed;
}

function textsIn(folder: string): Map<string, string> {
  return new Map(filesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function readRun(store: string, experiment: string, folder: string): HistoryPart[] {
  const meta = readMeta(folder, runSchema);
  if (meta === null)
    return existsSync(join(folder, 'meta.yaml'))
      ? [{ fault: msg`${folder} cannot be read: its meta.yaml is damaged.` }]
      : [];
  if (meta.lifecycle_stage === 'deleted') return [];
  const series = new Map<string, Gathered>();
  const faults: Message[] = [];
  for (const name of filesIn(join(folder, 'metrics'))) {
    const path = join(folder, 'metrics', name);
    const malformed = readMetric(path, name, series);
    if (malformed > 0)
      faults.push(msg`${path}: ${countOf(malformed, '{0} line is no value', '{0} lines are no values')}.`);
  }
  const tags = textsIn(join(folder, 'tags'));
  const id = meta.run_id === '' ? meta.run_uuid : meta.run_id;
  return partOf({
    store,
    id: id === '' ? basename(folder) : id,
    name: meta.run_name === '' ? (tags.get('mlflow.runName') ?? '') : meta.run_name,
    experiment,
    status: statusOf(meta.status),
    startedAtMs: meta.start_time,
    endedAtMs: meta.end_time ?? null,
    params: textsIn(join(folder, 'params')),
    tags,
    series,
    faults,
  });
}

/** @throws AppError `invalid-data` where it is no such store */
export async function* readFileStore(path: string): AsyncGenerator<HistoryPart, void> {
  if (!statSync(path).isDirectory() || !isFileStore(path))
    throw new AppError('invalid-data', msg`"${path}" is no store of MLflow.`, {
      hint: msg`Name the folder mlruns, or the database that MLflow was started with.`,
    });
  const store = realpathSync(path);
  for (const experimentFolder of foldersIn(path)) {
    const experiment = readMeta(join(path, experimentFolder), experimentSchema);
    if (experiment === null || experiment.lifecycle_stage === 'deleted') continue;
    for (const name of foldersIn(join(path, experimentFolder))) {
      const folder = join(path, experimentFolder, name);
      try {
        yield* readRun(store, experiment.name, folder);
      } catch (thrown) {
        const reason = systemReason(thrown);
        if (reason === null) throw thrown;
        yield { fault: msg`${folder} cannot be read: ${reason.why}.` };
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
