// Saves the window's position, and restores it at the next start.
import { screen } from 'electron';
import type { BrowserWindow } from 'electron';
import { fitPlace } from '#main/app/fit-place.ts';
import type { ShellState } from '#main/app/shell-state.ts';

const saveDelayMs = 500;

export interface LastPlace extends ReturnType<typeof fitPlace> {
  readonly isMaximized: boolean;
}

/** The saved position, fitted to the current displays; null on the first start. */
export function lastPlace(state: ShellState): LastPlace | null {
  const { place } = state;
  if (place === null) return null;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const areas = [primary, ...others].map(({ workArea }) => workArea);
  return { ...fitPlace(place, areas), isMaximized: place.isMaximized };
}

/** Saves the window's position soon after it was moved and when it closes. */
export function keepPlace(window: BrowserWindow, state: ShellState): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const { x, y, width, height } = window.getNormalBounds();
    state.savePlace({ x, y, width, height, isMaximized: window.isMaximized() });
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, saveDelayMs);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
  window.on('closed', () => {
    clearTimeout(timer);
  });
}
