// The contract over IPC. Checks the sender, and that the message is text of acceptable length; the rest is the same as for
// every transport.
import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainEvent, WebContents } from 'electron';
import type { AppError } from '#shared/base/app-error.ts';
import { encodeMessage } from '#shared/contract/binary-message.ts';
import { hostChannel, largestMessageLength, parseMessage } from '#shared/contract/host-bridge.ts';
import { followOf, isWanted, type Follow } from '#shared/contract/follow.ts';
import type { HostMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';

export interface WindowHostOptions {
  /** Whether an address belongs to Strata's page. */
  readonly isOwnPage: (url: string) => boolean;
  readonly answer: (message: unknown, onDefect: (error: AppError) => void) => Promise<HostMessage | null>;
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly log: (line: string) => void;
}

/** A faulty page must not fill the log: after these, only every thousandth message is logged. */
const mostNoted = 20;

/** The address of the frame that sent it, whether ours or not; null for a frame inside a page, and for one that is gone. */
function addressOfPage({ senderFrame }: IpcMainEvent): string | null {
  try {
    return senderFrame?.parent === null ? senderFrame.url : null;
  } catch {
    // A frame that went away meanwhile cannot be asked.
    return null;
  }
}

/** Answers the windows' requests and tells them every event, until the returned function is called. */
export function serveWindows(options: WindowHostOptions): () => void {
  let refused = 0;
  const refuse = (what: string): void => {
    refused++;
    if (refused <= mostNoted || refused % 1_000 === 0) options.log(`${what} was not answered (${refused} so far).`);
  };
  const sendTo = (contents: WebContents, message: HostMessage): void => {
    if (!contents.isDestroyed()) contents.send(hostChannel, encodeMessage(message));
  };
  const follows = new WeakMap<WebContents, Follow>();
  const receive = (event: IpcMainEvent, text: unknown): void => {
    const address = addressOfPage(event);
    if (address === null || !options.isOwnPage(address)) {
      refuse(`A message from ${address?.slice(0, 200) ?? 'a frame or a page that is gone'}`);
      return;
    }
    if (typeof text !== 'string' || text.length > largestMessageLength) {
      refuse('A message that is no text, or too long,');
      return;
    }
    const message = parseMessage(text);
    const follow = followOf(message);
    if (follow !== null) {
      follows.set(event.sender, follow);
      return;
    }
    void options
      .answer(message, (error) => {
        options.log(`A request failed: ${error.stack ?? error.message}`);
      })
      .then((answer) => {
        if (answer === null) refuse('A message that is no request');
        else sendTo(event.sender, answer);
      })
      .catch((error: unknown) => {
        options.log(`An answer could not be sent: ${String(error)}`);
      });
  };
  ipcMain.on(hostChannel, receive);
  const unsubscribe = options.subscribe((event) => {
    for (const { webContents } of BrowserWindow.getAllWindows())
      if (options.isOwnPage(webContents.getURL()) && isWanted(event, follows.get(webContents) ?? null))
        sendTo(webContents, { event });
  });
  return () => {
    unsubscribe();
    ipcMain.removeListener(hostChannel, receive);
  };
}
