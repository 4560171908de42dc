// A note that lies in the home folder while an engine is loaded into Strata's own process. Found at the next start, it says
// that this engine took Strata down; then the engine is left alone until it was tried again or installed anew.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#main/files/write-whole.ts';
import { enginesFolder, isRunning } from '#main/engines/manifest.ts';
import type { InstalledEngine } from '#main/engines/manifest.ts';

const markerSchema = z.object({ pid: z.number().int(), addonPath: z.string(), createdAtMs: z.number() });

function pathIn(home: string): string {
  return join(enginesFolder(home), 'loading.json');
}

/** Whether a program ended while it loaded this engine. */
export function wasCutOff(home: string, { addonPath, manifest }: InstalledEngine): boolean {
  try {
    const marker = markerSchema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
    // A process number is given again: our own is not another program's.
    const isAtIt = marker.pid !== process.pid && isRunning(marker.pid);
    return marker.addonPath === addonPath && marker.createdAtMs === manifest.createdAtMs && !isAtIt;
  } catch {
    return false;
  }
}

/** @throws Error when the home folder cannot be written to */
export function markLoading(home: string, { addonPath, manifest }: InstalledEngine): void {
  const marker = { pid: process.pid, addonPath, createdAtMs: manifest.createdAtMs };
  writeWhole(pathIn(home), JSON.stringify(marker));
}

export function clearMark(home: string): void {
  try {
    rmSync(pathIn(home), { force: true });
  } catch {
    // In a folder that cannot be written to there is none, or it stays: then the engine is left out, with a word about it.
  }
}
