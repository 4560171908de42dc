// The open workbench answers commands of this machine: a WebSocket on the loopback interface, for who can read the token in the
// home folder. Pages are refused: a browser says with every WebSocket which page opened it, a command does not.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { removeAddress, writeAddress } from '#main/command-channel/address-file.ts';
import { isOwnHost } from '#main/socket/guard.ts';
import { serveSocket, type SocketOptions } from '#main/socket/serve-socket.ts';

/** A command's connection: how its messages are answered, and what is done when it ends. */
export interface ChannelSession extends Pick<SocketOptions, 'answer'> {
  close(): void;
}

export interface CommandChannelOptions extends Omit<SocketOptions, 'token' | 'answer'> {
  readonly openSession: () => ChannelSession;
  readonly home: string;
  readonly version: string;
}

export interface CommandChannel {
  /** Removes the address, so that no new command connects. */
  retire(): void;
  /** Closes the connections after their answers are sent. */
  close(): Promise<void>;
}

/** The only path that is answered. */
export const channelPath = '/commands';
/** Enough for a request with an experiment file of the largest size. */
export const largestCommandBytes = 32 * 1024 * 1024;
const mostConnections = 50;
const closingMs = 1_000;

/** Listens on a free port and writes its address. @throws the system's error when one of both cannot be done */
export async function serveCommands(options: CommandChannelOptions): Promise<CommandChannel> {
  const { home, version } = options;
  const token = randomBytes(32).toString('base64url');
  const server = createServer((_request, response) => {
    response.writeHead(404).end();
  });
  server.maxConnections = mostConnections;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestCommandBytes });
  server.on('upgrade', (request, socket, head) => {
    // Node has no error listener here any more: a client that hangs up in the middle would end the host.
    socket.on('error', () => {
      socket.destroy();
    });
    const { origin, host } = request.headers;
    const port = (server.address() as AddressInfo | null)?.port ?? 0;
    if (request.url !== channelPath || origin !== undefined || !isOwnHost(host, port)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = options.openSession();
      webSocket.on('close', () => {
        session.close();
      });
      serveSocket(webSocket, { ...options, answer: session.answer, token });
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    for (const client of sockets.clients) client.close(1001);
    const rest = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
    }, closingMs);
    await closed;
    clearTimeout(rest);
  };
  try {
    writeAddress(home, { version, port, token });
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    retire: () => {
      removeAddress(home);
    },
    close,
  };
}
