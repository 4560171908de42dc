// The contract over IPC: the only place that listens to pages. Checks who sends, and that it is text of a sane length; the
// rest is the same as for every transport.
import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainEvent } from 'electron';
import type { AppError } from '#shared/contract/app-error.ts';
import { hostChannel, largestMessageLength, parseMessage } from '#shared/contract/host-bridge.ts';
import type { HostMessage, WorkbenchEvent } from '#shared/contract/workbench.ts';

export interface WindowHostOptions {
  /** Whether a page at this address is ours. */
  readonly isOwnPage: (url: string) => boolean;
  readonly answer: (message: unknown, onDefect: (error: AppError) => void) => Promise<HostMessage | null>;
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly log: (line: string) => void;
}

/** Answers the windows' requests and tells them every event, until the returned function is called. */
export function serveWindows(options: WindowHostOptions): () => void {
  const receive = (event: IpcMainEvent, text: unknown): void => {
    const { sender, senderFrame } = event;
    const isOurs = senderFrame !== null && senderFrame.parent === null && options.isOwnPage(senderFrame.url);
    if (!isOurs) {
      options.log(`A message from ${senderFrame?.url ?? 'a page that is gone'} was not answered.`);
      return;
    }
    if (typeof text !== 'string' || text.length > largestMessageLength) {
      options.log('A message that is no text, or too long, was not answered.');
      return;
    }
    void options
      .answer(parseMessage(text), (error) => {
        options.log(`A request failed: ${error.stack ?? error.message}`);
      })
      .then((answer) => {
        if (answer === null) options.log('A message that is no request was not answered.');
        else if (!sender.isDestroyed()) sender.send(hostChannel, JSON.stringify(answer));
      });
  };
  ipcMain.on(hostChannel, receive);
  const leave = options.subscribe((event) => {
    const text = JSON.stringify({ event } satisfies HostMessage);
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(hostChannel, text);
  });
  return () => {
    leave();
    ipcMain.removeListener(hostChannel, receive);
  };
}
