// A command's side of the channel to the open workbench.
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { AppError, fromSerializedError } from '#shared/base/app-error.ts';
import { hostMessageSchema } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { decodeMessage } from '#shared/contract/binary-message.ts';
import { commandRequests, type CommandOutput, type CommandRequestName } from '#shared/contract/owner.ts';
import { msg } from '#shared/base/message.ts';
import { readAddress, type ChannelAddress } from '#main/command-channel/address-file.ts';
import { channelPath, largestCommandBytes } from '#main/command-channel/serve-commands.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

export interface Connection extends CommandClient {
  close(): void;
}

/** A workbench that has just taken the home folder's lock opens its channel a moment later. */
const openingMs = 15_000;
const lookEveryMs = 50;

/** What a command says when its workbench ends before its work does. */
export function workbenchClosed(): AppError {
  return new AppError('disconnected', msg`The open workbench was closed before it answered.`, {
    hint: msg`Start the command again. A run that was training is interrupted and can be resumed.`,
  });
}

class ChannelConnection implements Connection {
  readonly #socket: WebSocket;
  readonly #listeners = new Set<(event: WorkbenchEvent) => void>();
  readonly #pending = new Map<number, { resolve: (output: unknown) => void; reject: (error: AppError) => void }>();
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      const bytes = data as Buffer<ArrayBuffer>;
      this.#receive(decodeMessage(isBinary ? bytes : bytes.toString('utf8')));
    });
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(workbenchClosed());
      this.#pending.clear();
    });
  }

  async request<N extends CommandRequestName>(name: N, input: unknown): Promise<CommandOutput<N>> {
    const id = ++this.#lastId;
    const output = await new Promise<unknown>((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(workbenchClosed());
        return;
      }
      this.#pending.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, name, input }));
    });
    return commandRequests[name].output.parse(output) as CommandOutput<N>;
  }

  subscribe(listener: (event: WorkbenchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): void {
    this.#socket.close();
  }

  #receive(message: unknown): void {
    const parsed = hostMessageSchema.safeParse(message);
    if (!parsed.success) {
      this.#socket.terminate();
      return;
    }
    if ('event' in parsed.data) {
      for (const listener of this.#listeners) listener(parsed.data.event);
      return;
    }
    const { id } = parsed.data;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if ('error' in parsed.data) pending?.reject(fromSerializedError(parsed.data.error));
    else pending?.resolve(parsed.data.output);
  }
}

/** Connects and makes one request, so that another program on that port is not mistaken for a workbench. Null without an answer. */
async function open({ port, token }: ChannelAddress): Promise<Connection | null> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${channelPath}`, { maxPayload: 8 * largestCommandBytes });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('open', () => {
      resolve(true);
    });
    // Stays attached: a later error ends with `close`.
    socket.on('error', () => {
      resolve(false);
    });
  });
  if (!isOpen) return null;
  const connection = new ChannelConnection(socket);
  socket.send(JSON.stringify({ token }));
  try {
    await connection.request('settings.get', {});
    return connection;
  } catch {
    socket.terminate();
    return null;
  }
}

/**
 * Connects to the workbench that holds the home folder.
 * @returns null when the holder takes no commands: it is a command itself, or is just ending
 * @param holder who holds the lock, as its note says
 * @throws AppError `conflict` when the workbench is another version of Strata
 */
export async function connectToWorkbench(
  home: string,
  holder: { readonly pid: number; readonly takesCommands: boolean },
  version: string,
): Promise<Connection | null> {
  if (!holder.takesCommands) return null;
  for (let waitedMs = 0; waitedMs < openingMs; waitedMs += lookEveryMs) {
    const address = readAddress(home, holder.pid);
    if (address !== null) {
      if (address.version === version) return await open(address);
      throw new AppError('conflict', msg`The open workbench is Strata ${address.version}; this is ${version}.`, {
        hint: msg`Close it and open the workbench of this version, or use the command line of the other.`,
      });
    }
    if (!isAlive(holder.pid)) return null;
    await sleep(lookEveryMs);
  }
  return null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
