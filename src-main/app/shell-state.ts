// The window's position and the recent files: `window.json` in the home folder. An unreadable file counts as none, and a
// failed write is a line in the log.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#main/files/write-whole.ts';

const whole = z.number().int().min(-100_000).max(100_000);

const windowPlaceSchema = z.object({
  x: whole,
  y: whole,
  width: whole.min(1),
  height: whole.min(1),
  isMaximized: z.boolean(),
});
/** In the screen's points; the size is that of the window when it is not maximized. */
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

const mostRecentFiles = 10;

const stateSchema = z.object({
  place: windowPlaceSchema.nullable().catch(null),
  /** Absolute paths, the latest first. */
  recentFiles: z.array(z.string().min(1)).catch([]),
});
type Content = z.infer<typeof stateSchema>;

export interface ShellState {
  readonly place: WindowPlace | null;
  readonly recentFiles: readonly string[];
  savePlace(place: WindowPlace): void;
  addRecentFile(path: string): void;
  /** Removes one file from the list, or all. */
  forgetRecentFiles(path?: string): void;
}

function read(path: string): Content {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { place: null, recentFiles: [] };
  }
}

/** @param home a home folder whose lock is held */
export function openShellState(home: string, log: (line: string) => void): ShellState {
  const path = join(home, 'window.json');
  let content = read(path);
  const change = (next: Partial<Content>): void => {
    const changed = { ...content, ...next };
    if (JSON.stringify(changed) === JSON.stringify(content)) return;
    content = changed;
    try {
      writeWhole(path, `${JSON.stringify(content, null, 2)}\n`, { flush: false });
    } catch (thrown) {
      log(`The window's place cannot be written to ${path}: ${String(thrown)}`);
    }
  };
  return {
    get place() {
      return content.place;
    },
    get recentFiles() {
      return content.recentFiles.slice(0, mostRecentFiles);
    },
    savePlace: (place) => {
      change({ place });
    },
    addRecentFile: (file) => {
      const others = content.recentFiles.filter((each) => each !== file);
      change({ recentFiles: [file, ...others].slice(0, mostRecentFiles) });
    },
    forgetRecentFiles: (file) => {
      change({ recentFiles: file === undefined ? [] : content.recentFiles.filter((each) => each !== file) });
    },
  };
}
