// Handlers about runs and their comparison.
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { runIdSchema, type RunId } from '#shared/base/ids.ts';
import type { RunDetails } from '#shared/contract/runs.ts';
import { sentNumber, sentSeries, type SentSeries } from '#shared/runs/metric-series.ts';
import { markedRun } from '#shared/runs/mark-run.ts';
import { packRuns } from '#shared/runs/packed-runs.ts';
import { packSeries } from '#shared/runs/reduced-series.ts';
import { packPoints } from '#shared/runs/stored-points.ts';
import { mayResume } from '#shared/runs/run-status.ts';
import type { Run, RunSummary } from '#shared/runs/run.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { forkEpochs, forkedRun } from '#main/services/fork-run.ts';
import { readFacts } from '#main/services/read-facts.ts';
import { readSeries } from '#main/services/read-series.ts';
import { repeatedRuns, requestedRun, requireEngine } from '#main/services/run-request.ts';
import { columnInParts, giveWay, mostPoints, seriesInParts, wholeRange } from '#main/services/in-parts.ts';
import { askRun, keptPredictions, predictRun } from '#main/services/predict-run.ts';
import { exportModel } from '#main/services/export-model.ts';
import { testRun, tested } from '#main/services/test-run.ts';
import type { runRequests } from '#shared/contract/runs.ts';
import { requireName } from '#main/services/handlers/require-name.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** A run, and the epoch from which it can be resumed. */
export function detailsOf(run: Run, checkpoints: CheckpointStore): RunDetails {
  const epoch = run.origin === null && mayResume(run.status) ? checkpointEpoch(run, checkpoints) : null;
  return { ...run, checkpointEpoch: epoch, forkEpochs: forkEpochs(run, epoch, checkpoints) };
}

function checkpointEpoch(run: Run, checkpoints: CheckpointStore): number | null {
  try {
    return checkpoints.find(run)?.epoch ?? null;
  } catch {
    // A damaged one: what is wrong with it is said when the run is to be resumed.
    return null;
  }
}

/** Runs of one part of the list: reading them does not hold up the main process for long. */
const pageLength = 1000;

export function runHandlers(parts: WorkbenchParts): HandlersOf<typeof runRequests> {
  const { runs, clock, drafts, versions, queue, recordings, runFiles, checkpoints, engines, emit } = parts;
  const requireOver = (ids: readonly RunId[]): void => {
    const atWork = ids.find((id) => queue.holds(id) || recordings.holds(id));
    if (atWork !== undefined)
      throw new AppError(
        'conflict',
        msg`"${runs.get(atWork).name}" is still queued or running, so it cannot be deleted.`,
        {
          hint: msg`Stop it first.`,
        },
      );
  };

  return {
    'runs.list': ({ below }) => {
      const { items, damaged, next } = runs.page(below, pageLength);
      return { runs: packRuns(items), unreadable: unreadableOf(damaged), next };
    },
    'runs.get': ({ id }) => detailsOf(runs.get(id), checkpoints),
    'runs.metric-keys': ({ id, prefix }) => runs.keys(id, prefix),
    'runs.facts': (request) => readFacts(runs, request),
    'runs.points': ({ id, key, from, to }) =>
      packPoints(runs.points(id, key, { from, to: to ?? wholeRange.to }, mostPoints), mostPoints),
    'runs.metrics': async ({ id, prefix, keys }) => {
      const series: SentSeries[] = [];
      for (const key of keys ?? runs.keys(id, prefix)) {
        const one = await seriesInParts(runs, id, key);
        if (one.steps.length > 0) series.push(sentSeries(one));
        await giveWay();
      }
      return series;
    },
    'runs.series': async (request) => packSeries(await readSeries(runs, request)),
    'runs.progress': () => [...queue.progress(), ...recordings.progress()],
    'runs.start': async (input) => {
      const request = requestedRun(input, parts);
      await requireEngine(engines, request);
      return { runId: queue.start(request).run.id };
    },
    'runs.repeat': async ({ id, ...more }) => {
      const requests = repeatedRuns(runs.get(id), more, parts);
      const [first] = requests;
      if (first !== undefined) await requireEngine(engines, first);
      return { runIds: requests.map((request) => queue.start(request).run.id) };
    },
    'runs.fork': async (input) => {
      const request = forkedRun(runs.get(input.id), input, parts);
      await requireEngine(engines, request);
      return { runId: queue.start(request).run.id };
    },
    'runs.test': ({ id }) => testRun(id, parts),
    'runs.tested': ({ id }) => tested(id, runs),
    'runs.predictions': ({ id, part }) => keptPredictions(id, part, parts) ?? {},
    'runs.predict': async ({ id, part }) => {
      // What the test set says is seen now, so it counts as a look.
      if (part === 'test') await testRun(id, parts);
      return await predictRun(id, part, parts);
    },
    'runs.ask': ({ id, ...question }) => askRun(id, question, parts),
    'runs.model-file': ({ id, format }) => exportModel(id, format, parts),
    'runs.resume': async ({ id, engine }) => {
      const { finished } = await queue.resume(id, engine);
      finished.catch((thrown: unknown) => {
        if (!queue.isAwaited(id)) emit({ type: 'notice', error: toAppError(thrown).toJSON() });
      });
      return {};
    },
    'runs.stop': ({ id }) => {
      if (recordings.holds(id))
        throw new AppError(
          'conflict',
          msg`"${runs.get(id).name}" is trained elsewhere, so it cannot be stopped here.`,
          {
            hint: msg`Stop the script that logs it.`,
          },
        );
      queue.stop(id);
      return {};
    },
    'runs.rename': ({ id, name, from }) => {
      requireName(runs.get(id).name, from, name);
      emit({ type: 'run', run: runs.update(id, { name }) });
      return {};
    },
    'runs.delete': ({ ids }) => {
      for (const id of ids) runs.require(id);
      // An invalid id belongs to a damaged row, which has no files.
      const valid = ids.flatMap((id) => runIdSchema.safeParse(id).data ?? []);
      requireOver(valid);
      // Files first: that frees space for the database's change, and an interrupted deletion can be repeated.
      for (const id of valid) runFiles.delete(id);
      runs.delete(ids);
      for (const id of valid) {
        drafts.delete({ from: 'run', id });
        versions.deleteAll({ from: 'run', id });
      }
      if (valid.length > 0) emit({ type: 'runs-deleted', ids: valid });
      if (valid.length < ids.length) emit({ type: 'changed', what: 'runs' });
      return {};
    },
    'runs.mark': ({ ids, ...marks }) => {
      for (const id of ids) runs.require(id);
      const nowMs = clock.nowMs();
      const marked: RunSummary[] = [];
      for (const id of ids) {
        const run = runs.find(id);
        if (run !== null) marked.push(runs.update(id, markedRun(run, marks, nowMs)));
      }
      if (marked.length > 0) emit({ type: 'marked', runs: packRuns(marked) });
      return {};
    },
    'runs.writeNotes': ({ id, notes, from }) => {
      if (from !== undefined && runs.get(id).notes !== from)
        throw new AppError('conflict', msg`The notes were changed elsewhere in the meantime.`, {
          hint: msg`Copy your text, open the run again, and put both together.`,
        });
      emit({ type: 'run', run: runs.update(id, { notes }) });
      return {};
    },
    'runs.columnNames': () => runs.columnNames(),
    'runs.columns': async ({ columns, among }) => {
      const answers = [];
      for (const column of columns) {
        const { values, ...rest } = await columnInParts(runs, column, among);
        answers.push({
          ...rest,
          values: values.map((value) => (typeof value === 'number' ? sentNumber(value) : value)),
        });
      }
      return answers;
    },
    // Electron has dialogs; a browser host has none.
    'runs.import-dialog': () => ({ isShown: false, history: null }),
    'runs.tensorboard-dialog': () => ({ isShown: false, written: null }),
    'runs.compare': ({ ids }) => compareStored(runs, ids),
  };
}
