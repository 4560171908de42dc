// Reports the available engines of this machine, and how to make training faster.
import { execFile } from 'node:child_process';
import { arch, cpus, platform } from 'node:os';
import type { EngineStatus } from '#shared/contract/app.ts';
import { findCompiler } from '#main/engines/compile-addon.ts';
import { carriedAddon } from '#main/engines/install-tools.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import { findPip } from '#main/pip/pip.ts';

export interface MachineReport {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly engines: readonly EngineStatus[];
  readonly advice: readonly string[];
}

export interface AdviceFacts {
  readonly platform: NodeJS.Platform;
  /** The graphics card's name as its driver says it; null when there is none. */
  readonly graphicsCard: string | null;
  readonly native: EngineStatus | undefined;
  readonly hasPip: boolean;
  /** A compiler, or an add-on that needs none. */
  readonly canBuild: boolean;
}

/** Hints, most useful first; empty when nothing is wrong. */
export function adviceFor(facts: AdviceFacts): string[] {
  const { graphicsCard, native, hasPip, canBuild } = facts;
  const gpuPossible = graphicsCard !== null && facts.platform === 'linux';
  if (native?.available === true) {
    if (gpuPossible && native.device === 'CPU')
      return [`The ${graphicsCard} is not used. To use it: strata engine install native --gpu`];
    return [];
  }
  const command = `strata engine install native${gpuPossible ? ' --gpu' : ''}`;
  const install = `Training is many times faster with TensorFlow. To install it: ${command}`;
  if (facts.platform === 'win32') return [install];
  const missing = [...(hasPip ? [] : ['Python 3 with pip']), ...(canBuild ? [] : ['a C++ compiler'])];
  if (missing.length === 0) return [install];
  return [
    install,
    `For the newest TensorFlow install ${missing.join(' and ')} first; without, an older one is downloaded.`,
  ];
}

/** The first card in what `nvidia-smi` prints; it ends well and prints a sentence where a driver has no card. */
export function graphicsCardIn(output: string): string | null {
  const first = output.trim().split('\n')[0]?.trim() ?? '';
  return first === '' || /^no devices/i.test(first) ? null : first;
}

function findGraphicsCard(): Promise<string | null> {
  return new Promise((resolve) => {
    const args = ['--query-gpu=name', '--format=csv,noheader'];
    execFile('nvidia-smi', args, { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      resolve(error === null ? graphicsCardIn(stdout) : null);
    });
  });
}

/** Probes every engine again and examines the machine. */
export async function doctor({ engineStore }: { readonly engineStore: EngineStore }): Promise<MachineReport> {
  engineStore.refresh();
  const [engines, graphicsCard, pip, compiler] = await Promise.all([
    engineStore.list(),
    findGraphicsCard(),
    findPip(),
    findCompiler(),
  ]);
  const processors = cpus();
  const facts = {
    platform: platform(),
    graphicsCard,
    native: engines.find(({ isInstallable }) => isInstallable),
    hasPip: pip !== null,
    canBuild: compiler !== null || carriedAddon() !== null,
  };
  return {
    node: process.versions.node,
    platform: `${platform()}-${arch()}`,
    cpu: `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} ${processors.length === 1 ? 'thread' : 'threads'}`,
    engines,
    advice: adviceFor(facts),
  };
}
