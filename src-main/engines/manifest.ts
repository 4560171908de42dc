// The description of an installed engine: `manifest.json` in its folder, written last. A folder without one is not an engine.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { systemReason } from '#shared/base/system-error.ts';
import { isRunning } from '#main/files/is-running.ts';
import type { ProbeMemory } from '#main/engines/engine.ts';

const manifestSchema = z.object({
  format: z.literal(1),
  version: z.string(),
  variant: z.enum(['cpu', 'cuda']),
  platform: z.string(),
  addon: z.string(),
  createdAtMs: z.number(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface InstalledEngine {
  readonly folder: string;
  readonly addonPath: string;
  readonly manifest: Manifest;
  /** Sizes and modification times of its files. */
  readonly files: string;
}

export const manifestName = 'manifest.json';
const unfinishedPrefix = '.installing-';

export function enginesFolder(home: string): string {
  return join(home, 'engines');
}

/** Creates a folder for one installation; its name contains the process id. */
export function makeUnfinishedFolder(home: string): string {
  mkdirSync(enginesFolder(home), { recursive: true });
  return mkdtempSync(join(enginesFolder(home), `${unfinishedPrefix}${process.pid}-`));
}

export async function describeFile(folder: string, path: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, path), { highWaterMark: 1 << 20 }), hash);
  const { size } = await stat(join(folder, path));
  return { path, bytes: size, sha256: hash.digest('hex') };
}

function readManifest(folder: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, manifestName), 'utf8')));
  } catch {
    return null;
  }
}

/** Sizes and modification times of an engine's files; null when one is missing or has another size. */
export function describeFiles(folder: string, { files }: Manifest): string | null {
  const parts: string[] = [];
  for (const { path, bytes } of files) {
    const facts = statSync(join(folder, path), { throwIfNoEntry: false });
    if (facts?.size !== bytes) return null;
    parts.push(`${path} ${bytes} ${facts.mtimeMs}`);
  }
  return parts.join('\n');
}

/** The files whose checksum has changed since the installation. Reads all of them, which takes seconds. */
export async function findDamage({ folder, manifest }: InstalledEngine): Promise<string[]> {
  const damaged: string[] = [];
  for (const { path, sha256 } of manifest.files) {
    const found = await describeFile(folder, path).catch(() => null);
    if (found?.sha256 !== sha256) damaged.push(path);
  }
  return damaged;
}

/** The file with an engine's probe results. */
export function memoryOf({ folder, manifest, files }: InstalledEngine): ProbeMemory {
  return { path: join(folder, 'probe.json'), engine: `native ${manifest.version} ${manifest.createdAtMs}`, files };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // No engine was ever installed.
  }
}

/** The installed engines, and the folders that are not (damaged, or left by a killed installation). */
export function findInstalled(home: string): { engines: InstalledEngine[]; damaged: string[] } {
  const top = enginesFolder(home);
  const engines: InstalledEngine[] = [];
  const damaged: string[] = [];
  for (const name of namesIn(top).filter((each) => each.startsWith('native-'))) {
    const folder = join(top, name);
    const manifest = readManifest(folder);
    const files = manifest === null ? null : describeFiles(folder, manifest);
    if (manifest !== null && files !== null)
      engines.push({ folder, addonPath: join(folder, manifest.addon), manifest, files });
    else damaged.push(folder);
  }
  return { engines, damaged };
}

/** Removes the folders of ended installations. */
export function removeLeftovers(home: string): void {
  for (const name of namesIn(enginesFolder(home))) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const pid = Number.parseInt(name.slice(unfinishedPrefix.length), 10);
    if (!Number.isNaN(pid) && isRunning(pid)) continue;
    try {
      rmSync(join(enginesFolder(home), name), { recursive: true, force: true });
    } catch (thrown) {
      // It stays in a read-only folder.
      if (systemReason(thrown) === null) throw thrown;
    }
  }
}
