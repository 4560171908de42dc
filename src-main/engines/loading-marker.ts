// A file in the home folder that exists while an engine loads, until its first result. If it is found later without its
// program, the engine crashed Strata, and its probe result is no longer trusted.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isRunning } from '#main/files/is-running.ts';
import { removeUnfinished, writeWhole } from '#main/files/write-whole.ts';
import { enginesFolder } from '#main/engines/manifest.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { engineIdSchema } from '#shared/runs/run.ts';

/** Who loads: the trainer's thread, or the window's program before its first window. */
export type LoadingPlace = 'trainer' | 'window';

const markerSchema = z.object({
  /** The program's start time; process ids are reused. */
  session: z.string(),
  pid: z.number().int(),
  place: z.enum(['trainer', 'window']),
  engine: engineIdSchema,
  addonPath: z.string().optional(),
  /** The add-on's modification time: a reinstalled engine is a different one. */
  addonWrittenAtMs: z.number().nullable(),
  /** Whether the engine passed an examination since the program ended. */
  wasExamined: z.boolean(),
});
type Marker = z.infer<typeof markerSchema>;

const name = /^loading-.*\.json$/;

function pathOf(home: string, session: string, place: LoadingPlace): string {
  return join(enginesFolder(home), `loading-${place}-${session}.json`);
}

function readMarkers(home: string): { readonly path: string; readonly marker: Marker }[] {
  const folder = enginesFolder(home);
  try {
    // A program that was killed while it wrote its marker had loaded nothing yet.
    removeUnfinished(folder);
    return readdirSync(folder)
      .filter((each) => name.test(each))
      .flatMap((each) => {
        const path = join(folder, each);
        const marker = readMarker(path);
        return marker === null ? [] : [{ path, marker }];
      });
  } catch {
    return []; // No engine was ever loaded.
  }
}

function readMarker(path: string): Marker | null {
  try {
    return markerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null; // Removed meanwhile.
  }
}

function writtenAtMs(addonPath: string | undefined): number | null {
  if (addonPath === undefined) return null;
  return statSync(addonPath, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function isAbout({ engine, addonPath, addonWrittenAtMs }: Marker, load: EngineLoad): boolean {
  return engine === load.id && addonPath === load.addonPath && addonWrittenAtMs === writtenAtMs(addonPath);
}

/** The ended programs that were loading this engine. */
function crashesOf(home: string, load: EngineLoad, session: string): ReturnType<typeof readMarkers> {
  return readMarkers(home).filter(({ marker }) => {
    const isAtWork = marker.session === session || (marker.pid !== process.pid && isRunning(marker.pid));
    return isAbout(marker, load) && !isAtWork;
  });
}

/**
 * Whether a program ended while it loaded this engine.
 * @param session this program's own
 * @param since `examination` ignores crashes before the last examination
 */
export function hasCrashed(home: string, load: EngineLoad, session: string, since?: 'examination'): boolean {
  return crashesOf(home, load, session).some(({ marker }) => since === undefined || !marker.wasExamined);
}

/**
 * Records that the engine passed an examination. A window's program does not use the engine again unless the user requested
 * the examination, because the cause may be the window's process.
 */
export function recordExamination(home: string, load: EngineLoad, session: string, isRequested: boolean): void {
  for (const { path, marker } of crashesOf(home, load, session)) {
    if (isRequested || marker.place === 'trainer') remove(path);
    else write(path, { ...marker, wasExamined: true });
  }
}

function write(path: string, marker: Marker): void {
  try {
    writeWhole(path, JSON.stringify(marker));
  } catch {
    // A read-only folder has no marker; the engine is still available.
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // As below: then the engine is examined again at each start.
  }
}

/** Marks the engine this program loads; does not throw, so an engine is available in a read-only folder. */
export interface LoadingMarker {
  begin(load: EngineLoad): void;
  end(): void;
}

export function createLoadingMarker(home: string, session: string, place: LoadingPlace): LoadingMarker {
  const path = pathOf(home, session, place);
  return {
    begin: ({ id, addonPath }) => {
      const addonWrittenAtMs = writtenAtMs(addonPath);
      const facts = { session, pid: process.pid, place, engine: id, addonPath, addonWrittenAtMs };
      makeFolder(home);
      write(path, { ...facts, wasExamined: false });
    },
    end: () => {
      remove(path);
    },
  };
}

function makeFolder(home: string): void {
  try {
    mkdirSync(enginesFolder(home), { recursive: true });
  } catch {
    // As above.
  }
}
