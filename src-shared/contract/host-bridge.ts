// How a window's page and Electron's main process exchange the contract's messages: one channel, each message as JSON text
// or as bytes (`binary-message.ts`), the same that go through the browser host's WebSocket.

/** The one IPC channel, in both directions. */
export const hostChannel = 'strata:message';

/** The name under which the preload script gives the bridge to the page's `window`. */
export const bridgeName = 'strata';

/** A longer message is no experiment; in UTF-16 units over IPC, in bytes over the WebSocket. */
export const largestMessageLength = 8 * 1024 * 1024;

/** Everything that a page in Electron has of its shell. */
export interface HostBridge {
  send(text: string): void;
  /** Calls `listener` for every message of the host, until the page is gone. */
  onMessage(listener: (message: string | Uint8Array<ArrayBuffer>) => void): void;
}

/** A message's parsed text; undefined for invalid JSON. */
export function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
