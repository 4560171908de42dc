// The settings as a file of the home folder: `settings.json`, readable text. Only the holder of the home folder's lock writes it.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { isDiskFull } from '#shared/base/system-error.ts';
import { defaultSettings, settingsSchema } from '#shared/contract/settings.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { writeWhole } from '#main/files/write-whole.ts';
import type { SettingsStore } from '#main/ports/settings-store.ts';

export interface OpenedSettings extends SettingsStore {
  /** A warning that a damaged file was renamed; null otherwise. */
  readonly notice: AppError | null;
}

/** Unknown settings of a newer Strata are kept. */
const fileSchema = z.looseObject(settingsSchema.partial().shape);
type FileContent = z.infer<typeof fileSchema>;

function pathIn(home: string): string {
  return join(home, 'settings.json');
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
}

/** @returns null for an invalid file; {} when there is none */
function read(path: string): FileContent | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT' ? {} : null;
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function known(content: FileContent): Settings {
  const { trainingPriority = defaultSettings.trainingPriority, blocks, views } = content;
  return { trainingPriority, ...(blocks === undefined ? {} : { blocks }), ...(views === undefined ? {} : { views }) };
}

/** The settings without the home folder's lock; an unreadable file counts as none. */
export function readSettings(home: string): Settings {
  return known(read(pathIn(home)) ?? {});
}

function renameDamaged(path: string): AppError {
  const aside = `${path}.damaged-${Date.now()}`;
  try {
    renameSync(path, aside);
  } catch (cause) {
    return new AppError('damaged', msg`The settings in ${path} cannot be read (${codeOf(cause)}).`, {
      hint: msg`Strata uses its default settings. Check the file and who may read it.`,
      cause,
    });
  }
  return new AppError('damaged', msg`The settings could not be read, so Strata uses its defaults.`, {
    hint: msg`The damaged file was kept as ${aside}.`,
    details: { aside },
  });
}

function write(path: string, content: FileContent): void {
  try {
    writeWhole(path, `${JSON.stringify(content, null, 2)}\n`);
  } catch (cause) {
    const isFull = isDiskFull(cause);
    const code = codeOf(cause);
    throw new AppError(
      isFull ? 'disk-full' : 'no-permission',
      msg`The settings cannot be written to ${path} (${code}).`,
      {
        hint: isFull
          ? msg`Free some space and try again.`
          : msg`Make the home folder writable, or set STRATA_HOME to another.`,
        cause,
      },
    );
  }
}

/** Opens the settings of a home folder whose lock is held. */
export function openSettings(home: string): OpenedSettings {
  const path = pathIn(home);
  const found = read(path);
  const notice = found === null ? renameDamaged(path) : null;
  let content = found ?? {};
  return {
    notice,
    get: () => known(content),
    set: (change) => {
      const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = fileSchema.parse({ ...content, ...named });
      write(path, next);
      content = next;
      return known(content);
    },
  };
}
