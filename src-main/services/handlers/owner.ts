// Handlers of what only the owner of the home folder may ask. No page's transport knows them.
import { msg } from '#shared/base/message.ts';
import type { OwnerHandlers } from '#shared/contract/owner.ts';
import { writtenRuns } from '#main/services/export-history.ts';
import { importWithTask } from '#main/services/import-dataset.ts';
import { importHistory } from '#main/services/import-history.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** @param owner the connection of a command: what it records is interrupted when it ends */
export function ownerHandlers(parts: WorkbenchParts, owner: symbol): OwnerHandlers {
  const { queue, histories, recordings, runs, emit } = parts;
  return {
    'datasets.import': ({ request, taskId }) => importWithTask(parts, request, taskId),
    'runs.import': ({ path, kind, taskId: task }) =>
      importHistory(parts, path, kind, (done) => {
        const progress = { label: msg`Reading runs`, done, total: null, unit: 'runs' as const, remainingMs: null };
        if (task !== undefined) emit({ type: 'task', taskId: task, progress });
      }),
    'runs.writeTensorBoard': async ({ ids, folder }) => ({
      folders: [...(await histories.writeTensorBoard(folder, writtenRuns(runs, ids)))],
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
