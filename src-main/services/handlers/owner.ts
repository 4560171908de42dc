// Handlers of what only the owner of the home folder may ask. No page's transport knows them.
import { msg } from '#shared/base/message.ts';
import type { OwnerHandlers } from '#shared/contract/owner.ts';
import { writtenRuns } from '#main/services/export-history.ts';
import { importHistory } from '#main/services/import-history.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** @param owner the connection of a command: what it records is interrupted when it ends */
export function ownerHandlers(parts: WorkbenchParts, owner: symbol): OwnerHandlers {
  const { trainer, queue, tasks, histories, recordings, runs, emit } = parts;
  return {
    'datasets.import': async ({ request, taskId }) => {
      const dataset = await tasks.run(taskId, (signal) =>
        trainer.importDataset(
          request,
          (progress) => {
            emit({ type: 'task', taskId, progress });
          },
          signal,
        ),
      );
      emit({ type: 'changed', what: 'datasets' });
      return dataset;
    },
    'tasks.stop': ({ taskId }) => {
      tasks.stop(taskId);
      return {};
    },
    'runs.import': ({ path, kind, taskId: task }) =>
      importHistory(parts, path, kind, (done) => {
        const progress = { label: msg`Reading runs`, done, total: null, unit: 'runs' as const, remainingMs: null };
        if (task !== undefined) emit({ type: 'task', taskId: task, progress });
      }),
    'runs.writeTensorBoard': ({ ids, folder }) => ({
      folders: [...histories.writeTensorBoard(folder, writtenRuns(runs, ids))],
    }),
    'runs.finished': ({ id }) => queue.whenOver(id),
    'runs.record': (input) => ({ runId: recordings.begin(owner, input) }),
    'runs.addToRecord': (input) => {
      recordings.add(input);
      return {};
    },
    'runs.endRecord': (input) => recordings.end(input),
  };
}
