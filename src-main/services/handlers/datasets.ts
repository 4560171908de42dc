// Handlers about data sets.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { datasetRequests } from '#shared/contract/datasets.ts';
import { rememberPictures } from '#main/services/series-picture.ts';
import { rememberLeaks } from '#main/services/remembered-leaks.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

export function datasetHandlers(parts: WorkbenchParts): HandlersOf<typeof datasetRequests> {
  const { datasets, trainer, queue, tasks, emit } = parts;
  const leaksOf = rememberLeaks(datasets, trainer);
  const pictureOf = rememberPictures((id) => datasets.series(id));
  return {
    'datasets.list': () => {
      const { items, damaged } = datasets.listAll();
      return { items: [...items], unreadable: unreadableOf(damaged) };
    },
    'datasets.known': () => datasets.known(),
    'datasets.get': async ({ id, taskId }) => {
      const dataset = await tasks.run(taskId, (signal) =>
        trainer.getKnownDataset(
          id,
          (progress) => {
            emit({ type: 'task', taskId, progress });
          },
          signal,
        ),
      );
      emit({ type: 'changed', what: 'datasets' });
      return dataset;
    },
    'datasets.leaks': (question) => leaksOf(question),
    'datasets.series-picture': (request) => pictureOf(request),
    'datasets.texts': ({ id, rows, words }) => datasets.texts(id, rows, words),
    'datasets.delete': ({ id }) => {
      const user = queue.userOf(id);
      if (user !== null)
        throw new AppError('conflict', msg`"${user}" is at work on this data set, so it cannot be deleted.`, {
          hint: msg`Stop the run first.`,
        });
      datasets.delete(id);
      emit({ type: 'changed', what: 'datasets' });
      return {};
    },
  };
}
