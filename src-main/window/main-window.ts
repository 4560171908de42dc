// The one window. It shows the page of our own scheme in a sandbox; what it may do is in harden.ts.
import { app, BrowserWindow, nativeTheme } from 'electron';
import { pageAddress } from '#main/window/own-page.ts';

export interface MainWindowOptions {
  readonly preloadScript: string;
  readonly icon: string;
  /** Where it stood when it was closed last. */
  readonly place?: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };
  readonly isMaximized?: boolean;
}

/** The tokens' `--surface` of both themes, so that nothing flashes before the page is drawn. */
const background = { light: '#ffffff', dark: '#16181d' };

export function openMainWindow({ preloadScript, icon, place, isMaximized }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...place,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    icon,
    title: 'Strata',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: preloadScript,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Only where somebody works on Strata itself.
      devTools: !app.isPackaged && process.env['NODE_ENV'] === 'development',
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (isMaximized === true) window.maximize();
    window.show();
  });
  void window.loadURL(pageAddress);
  return window;
}
