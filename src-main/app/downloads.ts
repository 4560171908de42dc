// Saves files from the page: the system asks where. Reports a failed write to the page.
import { basename, dirname, extname, join } from 'node:path';
import { session } from 'electron';
import type { DownloadItem, FileFilter } from 'electron';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { experimentFileEnding } from '#shared/experiment/open-experiment.ts';
import type { ShellWords } from '#main/app/words.ts';

export interface DownloadOptions {
  readonly words: ShellWords;
  readonly tell: (event: WorkbenchEvent) => void;
  readonly log: (line: string) => void;
  readonly onExperimentSaved: (path: string) => void;
}

/** macOS knows the last part of an ending only. */
export function experimentFilter(words: ShellWords, platform: NodeJS.Platform): FileFilter {
  return { name: words.experimentFiles, extensions: platform === 'darwin' ? ['json'] : ['strata.json', 'json'] };
}

function filtersFor(name: string, words: ShellWords): FileFilter[] {
  if (name.endsWith(experimentFileEnding)) return [experimentFilter(words, process.platform)];
  const extension = extname(name).slice(1);
  return extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }];
}

/** The name that the page gave; Chromium loses one that the system's locale cannot spell, as `LANG=C` no name beyond ASCII. */
function nameOf(item: DownloadItem): string {
  const name = item.getFilename();
  const isLost = extname(name) === '' && item.getMimeType() === 'application/json';
  return isLost ? `experiment${experimentFileEnding}` : name;
}

/** Call it once, when the app is ready. */
export function askWhereToSave({ words, tell, log, onExperimentSaved }: DownloadOptions): void {
  let folder: string | null = null;
  session.defaultSession.on('will-download', (_event, item) => {
    const name = nameOf(item);
    item.setSaveDialogOptions({
      defaultPath: folder === null ? name : join(folder, name),
      filters: filtersFor(name, words),
    });
    item.once('done', (_done, state) => {
      const path = item.getSavePath();
      if (state === 'completed') {
        folder = dirname(path);
        if (path.endsWith(experimentFileEnding)) onExperimentSaved(path);
      } else if (state === 'interrupted') {
        const error = new AppError(
          'no-permission',
          msg`"${basename(path)}" was not saved: it cannot be written to "${dirname(path)}".`,
          { hint: msg`Check the folder’s permissions and the free space, then save again.` },
        );
        log(error.message);
        tell({ type: 'notice', error: error.toJSON() });
      }
    });
  });
}
