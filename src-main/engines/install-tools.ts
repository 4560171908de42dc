// Checks what an installation needs before anything is downloaded; each missing tool has its own sentence.
import { copyFileSync, existsSync, statfsSync } from 'node:fs';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { findCompiler, findNodeHeaders } from '#main/engines/compile-addon.ts';
import { tensorflowWheel } from '#main/engines/wheels.ts';
import type { WheelChoice } from '#main/engines/wheels.ts';
import { findPip } from '#main/pip/pip.ts';
import type { PipCommand } from '#main/pip/pip.ts';
import { unpackedResource } from '#main/home/program-files.ts';

export type InstallTools =
  | {
      readonly way: 'wheel';
      readonly wheel: WheelChoice;
      readonly pip: PipCommand;
      readonly addon: 'compile';
      readonly compiler: string;
      readonly nodeHeaders: string;
    }
  | {
      readonly way: 'wheel';
      readonly wheel: WheelChoice;
      readonly pip: PipCommand;
      readonly addon: 'carried';
      readonly addonPath: string;
    }
  /** The download of tfjs-node itself: an older TensorFlow, add-on included. */
  | { readonly way: 'official'; readonly why: Message };

/** The add-on that ships with a packaged Strata; its users need no compiler. */
export function carriedAddon(platform: NodeJS.Platform = process.platform, arch: string = process.arch): string | null {
  const path = unpackedResource('engines', `${platform}-${arch}`, 'tfjs_binding.node');
  return existsSync(path) ? path : null;
}

export function copyCarriedAddon(from: string, to: string): void {
  copyFileSync(from, to);
}

export interface FoundTools {
  /** Null where no wheel with a C library is published. */
  readonly wheel: WheelChoice | null;
  readonly pip: PipCommand | null;
  readonly compiler: string | null;
  readonly nodeHeaders: string | null;
  readonly carried: string | null;
  readonly freeBytes: number;
}

/** The way to install that these tools allow. @throws AppError `engine-unavailable`, `disk-full` */
export function chooseWay(found: FoundTools): InstallTools {
  const { wheel, pip, compiler, nodeHeaders, carried, freeBytes } = found;
  // pip stores the wheel twice for a moment: in its temporary folder and at the destination.
  const neededBytes = wheel === null ? 1e9 : wheel.downloadBytes * 2 + wheel.unpackedBytes;
  if (freeBytes < neededBytes) {
    const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
    throw new AppError(
      'disk-full',
      msg`The engine needs ${gigabytes(neededBytes)} GB while it is installed; ${gigabytes(freeBytes)} GB are free.`,
      { hint: msg`Free some space, or set STRATA_HOME to a folder on another disk.` },
    );
  }
  if (wheel === null)
    return { way: 'official', why: msg`no TensorFlow wheel with a C library is published for this platform` };
  if (pip === null) return { way: 'official', why: msg`no pip was found` };
  if (carried !== null) return { way: 'wheel', wheel, pip, addon: 'carried', addonPath: carried };
  if (compiler === null) return { way: 'official', why: msg`no C++ compiler was found` };
  if (nodeHeaders === null) return { way: 'official', why: msg`Node's headers were not found` };
  return { way: 'wheel', wheel, pip, addon: 'compile', compiler, nodeHeaders };
}

/** Finds the tools and chooses a way. @throws AppError `engine-unavailable`, `disk-full` */
export async function requireTools(home: string, gpu: boolean): Promise<InstallTools> {
  const { bavail, bsize } = statfsSync(home);
  return chooseWay({
    wheel: tensorflowWheel(process, gpu),
    pip: await findPip(),
    compiler: await findCompiler(),
    nodeHeaders: findNodeHeaders(),
    carried: carriedAddon(),
    freeBytes: bavail * bsize,
  });
}
