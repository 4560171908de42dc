// The dialogs in which a person chooses a path for runs. A page can ask for them, but names no path.
import type { OpenDialogOptions } from 'electron';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

interface Parts {
  readonly commands: CommandClient;
  /** Shows a dialog over the window; null when it was closed without a choice. */
  readonly pickPath: (properties: OpenDialogOptions['properties']) => Promise<string | null>;
}

export function runDialogs({
  commands,
  pickPath,
}: Parts): Pick<WorkbenchHandlers, 'runs.import-dialog' | 'runs.tensorboard-dialog'> {
  return {
    'runs.import-dialog': async ({ what, taskId }) => {
      const path = await pickPath([what === 'folder' ? 'openDirectory' : 'openFile']);
      if (path === null) return { isShown: true, history: null };
      const { kind, added, updated, faults } = await commands.request('runs.import', { path, taskId });
      return { isShown: true, history: { kind, added: added.length, updated: updated.length, faults } };
    },
    'runs.tensorboard-dialog': async ({ ids }) => {
      const folder = await pickPath(['openDirectory', 'createDirectory', 'promptToCreate']);
      if (folder === null) return { isShown: true, written: null };
      const { folders } = await commands.request('runs.writeTensorBoard', { ids, folder });
      return { isShown: true, written: folders.length };
    },
  };
}
