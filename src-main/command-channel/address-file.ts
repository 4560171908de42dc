// Where the open workbench listens for commands, and the token it asks for: `channel.json` in the home folder, readable by its owner
// only. Written by who holds the home folder's lock.
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#main/files/write-whole.ts';

const addressSchema = z.object({
  pid: z.number().int(),
  hostname: z.string(),
  /** Of Strata: another version's contract is another one. */
  version: z.string(),
  port: z.number().int(),
  token: z.string(),
});
export type ChannelAddress = z.infer<typeof addressSchema>;

function pathIn(home: string): string {
  return join(home, 'channel.json');
}

/** @throws the system's error */
export function writeAddress(home: string, facts: Omit<ChannelAddress, 'pid' | 'hostname'>): void {
  const address: ChannelAddress = { pid: process.pid, hostname: hostname(), ...facts };
  // A file that is there keeps its rights, whoever gave it those.
  removeAddress(home);
  writeWhole(pathIn(home), JSON.stringify(address), { mode: 0o600 });
}

export function removeAddress(home: string): void {
  rmSync(pathIn(home), { force: true });
}

/**
 * What the program with this number wrote; null when it wrote nothing, or what is there is of another program, which is gone.
 * @param pid of who holds the home folder
 */
export function readAddress(home: string, pid: number): ChannelAddress | null {
  try {
    const address = addressSchema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
    return address.pid === pid && address.hostname === hostname() ? address : null;
  } catch {
    return null;
  }
}
