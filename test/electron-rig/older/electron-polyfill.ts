// What Electron 22 lacks of Electron 45, as far as the main process asks for it.
import { protocol } from 'electron';

interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly mimeType: string;
  readonly data: Buffer;
}

type Request = { readonly url: string; readonly method: string };

/** The older module as far as it is used; the current one's types call it deprecated. */
interface OlderProtocol {
  handle?: typeof handle;
  registerBufferProtocol(scheme: string, handler: (request: Request, callback: (answer: Answer) => void) => void): void;
}

const older = protocol as unknown as OlderProtocol;

type Handler = (request: Request) => PlainResponse | Promise<PlainResponse>;

/** `protocol.handle` over what came before it. */
function handle(scheme: string, handler: Handler): void {
  older.registerBufferProtocol(scheme, (request, callback) => {
    void Promise.resolve(handler({ url: request.url, method: request.method })).then(({ status, headers, body }) => {
      const data = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
      const { 'Content-Type': mimeType = 'text/plain', ...others } = headers;
      callback({ statusCode: status, headers: others, mimeType, data });
    });
  });
}

older.handle ??= handle;
