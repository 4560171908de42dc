// `channel.json` in the home folder: the port at which the open workbench listens for commands, and the token. Only its owner can
// read it; the holder of the home folder's lock writes it.
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#main/files/write-whole.ts';

const addressSchema = z.object({
  pid: z.number().int(),
  hostname: z.string(),
  /** Strata's version: another version may have another contract. */
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
  // A file that exists would keep its permissions.
  removeAddress(home);
  writeWhole(pathIn(home), JSON.stringify(address), { mode: 0o600 });
}

export function removeAddress(home: string): void {
  rmSync(pathIn(home), { force: true });
}

/**
 * The address that the process wrote; null when it wrote none, or the file is left from another process.
 * @param pid the process that holds the home folder
 */
export function readAddress(home: string, pid: number): ChannelAddress | null {
  try {
    const address = addressSchema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
    return address.pid === pid && address.hostname === hostname() ? address : null;
  } catch {
    return null;
  }
}
