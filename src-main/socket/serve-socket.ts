// One page's or command's WebSocket: the token first, then requests and their answers, and every event.
import type { WebSocket } from 'ws';
import type { AppError } from '#shared/base/app-error.ts';
import { encodeMessage } from '#shared/contract/binary-message.ts';
import { parseMessage } from '#shared/contract/host-bridge.ts';
import { followOf, isWanted, type Follow } from '#shared/contract/follow.ts';
import type { HostMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { isToken } from '#main/socket/guard.ts';

export interface SocketOptions {
  readonly token: string;
  readonly answer: (message: unknown, onDefect: (error: AppError) => void) => Promise<HostMessage | null>;
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly log: (line: string) => void;
}

/** Close codes, from the range that applications may use. */
const closeCodes = { wrongToken: 4401, notUnderstood: 4400 } as const;
/** A connection without a token after this time is closed. */
const greetingTimeoutMs = 10_000;

function greetingToken(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'token' in message ? message.token : undefined;
}

export function serveSocket(socket: WebSocket, options: SocketOptions): void {
  let leave: (() => void) | null = null;
  let follow: Follow | null = null;
  const send = (message: HostMessage): void => {
    if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
  };
  const greeting = setTimeout(() => {
    socket.close(closeCodes.wrongToken, 'no token');
  }, greetingTimeoutMs);

  socket.on('error', (error) => {
    options.log(`A connection failed: ${error.message}`);
  });
  socket.on('close', () => {
    clearTimeout(greeting);
    leave?.();
  });
  socket.on('message', (data, isBinary) => {
    // Always Buffers, despite the types; pages and commands send text only.
    const message = isBinary ? undefined : parseMessage((data as Buffer).toString('utf8'));
    if (leave === null) {
      clearTimeout(greeting);
      if (!isToken(greetingToken(message), options.token)) {
        socket.close(closeCodes.wrongToken, 'wrong token');
        return;
      }
      leave = options.subscribe((event) => {
        if (isWanted(event, follow)) send({ event });
      });
      return;
    }
    const followed = followOf(message);
    if (followed !== null) {
      follow = followed;
      return;
    }
    void options
      .answer(message, (error) => {
        options.log(`A request failed: ${error.stack ?? error.message}`);
      })
      .then((answer) => {
        if (answer === null) socket.close(closeCodes.notUnderstood, 'not a request');
        else send(answer);
      })
      .catch((error: unknown) => {
        options.log(`An answer could not be sent: ${String(error)}`);
      });
  });
}
