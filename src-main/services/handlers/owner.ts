// Handlers of what only the owner of the home folder may ask. No page's transport knows them.
import type { OwnerHandlers } from '#shared/contract/owner.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

export function ownerHandlers({ trainer, queue, tasks, emit }: WorkbenchParts): OwnerHandlers {
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
    'runs.finished': ({ id }) => queue.whenOver(id),
  };
}
