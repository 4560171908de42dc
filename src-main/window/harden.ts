// Restricts every page of Strata: no navigation, no new windows, no views, no foreign loads or downloads, no devices.
import { app, session, shell } from 'electron';
import type { WebContents } from 'electron';
import { outsideAddress } from '#main/window/outside.ts';
import { isOwnAddress, isOwnBlob, isOwnPage, pageAddress } from '#main/window/own-page.ts';

type Log = (line: string) => void;

/** A person does not click faster. */
const msBetweenOpenings = 1_000;

/** An address for the log: a page can make one of megabytes. */
function shown(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}

/** Applies to every page that will be made; call it before the first. */
export function hardenPages(log: Log): void {
  // A monotonic clock: the time of day may be set back.
  let openedAtMs = -msBetweenOpenings;
  const openOutside = (url: string): void => {
    const address = outsideAddress(url);
    const nowMs = performance.now();
    if (address === null || nowMs - openedAtMs < msBetweenOpenings) {
      log(`A page wanted to open ${shown(url)}.`);
      return;
    }
    openedAtMs = nowMs;
    void shell.openExternal(address).catch((error: unknown) => {
      log(`${address} could not be opened: ${String(error)}`);
    });
  };
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: 'deny' };
    });
    const refuse = (event: { preventDefault(): void }, url: string): void => {
      event.preventDefault();
      log(`A page wanted to go to ${shown(url)}.`);
    };
    contents.on('will-navigate', (event, url) => {
      if (!isOwnPage(url)) refuse(event, url);
    });
    contents.on('will-redirect', (event, url) => {
      if (!isOwnPage(url)) refuse(event, url);
    });
    contents.on('will-frame-navigate', (details) => {
      // No page of ours has frames.
      if (!details.isMainFrame) refuse(details, details.url);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault();
      choose('');
    });
    // Chromium asks other computers where this one is.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** Brings the window's own page back where it went away without asking: to the empty page nobody is asked about. */
export function refuseNavigation(contents: WebContents, log: Log): void {
  contents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url)) return;
    log(`The page went to ${shown(url)}.`);
    void contents.loadURL(pageAddress);
  });
}

/** The one thing a page may do beyond itself: a button copies a command. */
const allowedPermission = 'clipboard-sanitized-write';

/** Denies every permission but one, every device, all of the network, and foreign downloads; call it when the app is ready. */
export function hardenSession(log: Log): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === allowedPermission && isOwnPage(contents.getURL()));
  });
  defaultSession.setPermissionCheckHandler(
    (contents, permission) => permission === allowedPermission && contents !== null && isOwnPage(contents.getURL()),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    // Developer tools, where there are any, load their own page.
    const isOwn = isOwnAddress(url) || url.startsWith('devtools://');
    if (!isOwn) log(`A page wanted to load ${shown(url)}.`);
    answer({ cancel: !isOwn });
  });
  defaultSession.on('will-download', (event, item) => {
    if (isOwnBlob(item.getURL())) return;
    event.preventDefault();
    log(`A page wanted to save ${shown(item.getURL())}.`);
  });
}
