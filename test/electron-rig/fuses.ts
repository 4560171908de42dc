// Electron's fuses by the names that packaging gives them: which a program has, and which can be burnt into it.
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { electronFuses } from '../../scripts/packaging/fuses.ts';
import type { TestElectron } from './electron.ts';

type FuseName = keyof typeof electronFuses;

const names = Object.keys(electronFuses) as FuseName[];

/** `runAsNode` is `RunAsNode` there. */
function fuseOf(name: FuseName): FuseV1Options {
  return FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options];
}

/** The fuses of a program; without those that its Electron does not know yet. */
export async function readFuses(program: string): Promise<Partial<Record<FuseName, boolean>>> {
  const wire = await getCurrentFuseWire(program);
  const states = names.map((name) => [name, wire[fuseOf(name)]] as const);
  const known = states.filter(([, state]) => state === FuseState.DISABLE || state === FuseState.ENABLE);
  return Object.fromEntries(known.map(([name, state]) => [name, state === FuseState.ENABLE]));
}

/** As they are shipped, as far as this Electron knows them. */
export async function shippedFuses({ distPath }: TestElectron): Promise<Partial<Record<FuseName, boolean>>> {
  const known = await readFuses(join(distPath, 'electron'));
  return Object.fromEntries(names.filter((name) => name in known).map((name) => [name, electronFuses[name]]));
}
