// What no page of Strata may do, whatever it came to hold: leave, open windows, attach views, ask for devices.
import { app, session, shell } from 'electron';
import { isOwnPage } from '#main/window/page-scheme.ts';

/** Addresses that may be opened in the person's browser. */
const openable = ['https://www.tensorflow.org/', 'https://keras.io/', 'https://pypi.org/', 'https://github.com/'];

export function mayOpenOutside(address: string): boolean {
  return URL.canParse(address) && openable.some((start) => new URL(address).href.startsWith(start));
}

/** Applies to every page that will be made; call it before the first. */
export function hardenPages(log: (line: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url);
      else log(`A page wanted to open ${url}.`);
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event, url) => {
      if (isOwnPage(url)) return;
      event.preventDefault();
      log(`A page wanted to go to ${url}.`);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** Denies every permission, and every device; call it when the app is ready. */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
}
