// Handlers of files that a page sends, to be looked at and imported.
import type { importRequests } from '#shared/contract/imports.ts';
import { importWithTask } from '#main/services/import-dataset.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

export function importHandlers(parts: WorkbenchParts): HandlersOf<typeof importRequests> {
  const { sentFiles, tasks } = parts;
  return {
    'files.begin': ({ name, bytes }) => ({ fileId: sentFiles.begin(name, bytes) }),
    'files.append': ({ fileId, offset, data }) => {
      sentFiles.append(fileId, offset, Buffer.from(data, 'base64'));
      return {};
    },
    'files.forget': ({ fileId }) => {
      sentFiles.forget(fileId);
      return {};
    },
    'files.preview': ({ fileId, reading, time }) => sentFiles.preview(fileId, reading, time),
    'files.import': async ({ fileId, request, taskId }) => {
      const { path } = sentFiles.find(fileId);
      const dataset = await importWithTask(parts, { ...request, path }, taskId);
      sentFiles.forget(fileId);
      return dataset;
    },
    'tasks.stop': ({ taskId }) => {
      tasks.stop(taskId);
      return {};
    },
  };
}
