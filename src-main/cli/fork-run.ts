// `strata runs fork`: trains on from an epoch of a run, with other training settings.
import { AppError } from '#shared/base/app-error.ts';
import { jsonObjectSchema, jsonValueSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import type { RunId } from '#shared/base/ids.ts';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import { withCommands } from '#main/cli/context.ts';
import { followToEnd, reportEnd } from '#main/cli/train.ts';

export interface ForkOptions {
  readonly epoch: number;
  readonly epochs?: number;
  readonly learningRate?: number;
  readonly set: readonly string[];
  readonly name?: string;
  readonly engine?: EngineChoice;
  readonly json?: boolean;
}

/** `shuffle=false` → a path in the file's training settings, and a value: JSON, or else the text itself. @throws AppError `usage` */
function readChange(text: string): { readonly path: string[]; readonly value: JsonValue } {
  const [, path, given] = /^(?:training\.)?([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || given === undefined)
    throw new AppError(
      'usage',
      `--set wants a setting and its value, such as optimizer.config.momentum=0.9, not "${text}".`,
    );
  return { path: path.split('.'), value: asJson(given) };
}

function asJson(text: string): JsonValue {
  try {
    return jsonValueSchema.parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The training settings of a run with what was asked for. @throws AppError `usage` */
function changedTraining(training: JsonObject, { epochs, learningRate, set }: ForkOptions): JsonObject {
  const changes = [
    ...(epochs === undefined ? [] : [{ path: ['epochs'], value: epochs }]),
    ...(learningRate === undefined ? [] : [{ path: ['optimizer', 'config', 'learning_rate'], value: learningRate }]),
    ...set.map(readChange),
  ];
  return changes.reduce<JsonObject>((before, { path, value }) => {
    const fixed = applyFix({ training: before }, { kind: 'setting', path: ['training', ...path], value });
    if ('refused' in fixed) throw new AppError('usage', fixed.refused);
    return jsonObjectSchema.parse(fixed.document['training']);
  }, training);
}

/** Queues the fork and follows it to its end. */
export async function forkRun(id: RunId, options: ForkOptions): Promise<void> {
  const { epoch, name, engine, json = false } = options;
  const ended = await withCommands(`strata runs fork ${id}`, (commands) => {
    const queue = async (): Promise<RunId> => {
      const { experiment } = await commands.request('runs.get', { id });
      const before = experiment === null ? {} : jsonObjectSchema.parse(experiment.training);
      const training = changedTraining(before, options);
      const { runId } = await commands.request('runs.fork', { id, epoch, training, name, engine });
      return runId;
    };
    return followToEnd(commands, queue, json);
  });
  reportEnd(ended, json);
}
