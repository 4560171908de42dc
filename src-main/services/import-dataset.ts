// Imports a file as a data set, as a task that reports its progress and can be stopped.
import type { Dataset } from '#shared/data/dataset.ts';
import type { DatasetImport } from '#shared/data/dataset-import.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

export async function importWithTask(
  { tasks, trainer, emit }: Pick<WorkbenchParts, 'tasks' | 'trainer' | 'emit'>,
  request: DatasetImport,
  taskId: string,
): Promise<Dataset> {
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
}
