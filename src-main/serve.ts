// The browser host's composition root: a workbench over a home folder, served on the loopback interface until a signal ends it.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import openInBrowser from 'open';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { startBrowserHost } from '#main/browser-host/server.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { rendererFolder } from '#main/home/program-files.ts';
import { dispatch, limitUnanswered } from '#main/services/dispatch.ts';

export interface ServeOptions {
  readonly home: string;
  /** 0: any free port. */
  readonly port: number;
  /** Opens the address in the default browser. */
  readonly open: boolean;
  readonly log: (line: string) => void;
}

export interface Serving {
  readonly address: string;
  readonly port: number;
  /** Resolves when a signal has ended it and everything is stored. */
  readonly ended: Promise<void>;
}

function requireRenderer(): void {
  if (existsSync(join(rendererFolder, 'index.html'))) return;
  throw new AppError('not-found', msg`The workbench has not been built yet.`, {
    hint: msg`Build it with: npm run build:renderer`,
  });
}

/** @throws AppError when the page is not built, the home folder is held by another program, or the port is taken */
export async function serve(options: ServeOptions): Promise<Serving> {
  requireRenderer();
  const workbench = openWorkbench({ home: options.home, purpose: 'strata serve', host: 'browser', log: options.log });
  for (const notice of workbench.notices) options.log(notice.message);
  const token = randomBytes(24).toString('base64url');
  const host = await startBrowserHost({
    rendererDir: rendererFolder,
    port: options.port,
    token,
    answer: limitUnanswered((message, onDefect) => dispatch(workbench.handlers, message, onDefect)),
    subscribe: workbench.subscribe,
    log: options.log,
  }).catch(async (error: unknown) => {
    await workbench.close();
    throw error;
  });
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      void host
        .close()
        .then(() => workbench.close())
        .then(resolve);
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
  if (options.open)
    await openInBrowser(host.address).catch((error: unknown) => {
      options.log(`No browser could be opened (${String(error)}); open the address yourself.`);
    });
  return { address: host.address, port: host.port, ended };
}
