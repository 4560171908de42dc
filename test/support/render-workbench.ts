// Renders the whole workbench in jsdom over the sample host, at one address.
import { cleanup, configure, render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, vi } from 'vitest';
import App from '#renderer/App.svelte';
import { SampleWorkbench, type SampleOptions } from './sample-workbench.ts';

afterEach(cleanup);
// The whole page in every message says less than the sentence it hides.
configure({ asyncUtilTimeout: 15_000, getElementError: (message) => new Error(message ?? 'not found') });

/** What jsdom lacks: a canvas to draw on (charts then draw nothing), modal dialogs, media queries, sizes and what changes them. */
function fillIn(): void {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  if (!('showModal' in HTMLDialogElement.prototype)) {
    Object.assign(HTMLDialogElement.prototype, {
      showModal(this: HTMLDialogElement) {
        this.open = true;
      },
    });
  }
  if (typeof window.matchMedia !== 'function') {
    Object.assign(window, {
      matchMedia: (media: string) => Object.assign(new EventTarget(), { matches: false, media }),
    });
  }
  if (typeof window.ResizeObserver !== 'function') {
    class NoSizes {
      observe = (): void => undefined;
      unobserve = (): void => undefined;
      disconnect = (): void => undefined;
    }
    Object.assign(window, { ResizeObserver: NoSizes });
  }
  if (!('scrollIntoView' in HTMLElement.prototype)) {
    Object.assign(HTMLElement.prototype, { scrollIntoView: () => undefined });
  }
}

/** @param address e.g. `#/runs` */
export function renderWorkbench(address: string, api = new SampleWorkbench()) {
  fillIn();
  localStorage.clear();
  window.location.hash = address;
  const { unmount } = render(App, { props: { api } });
  return { api, unmount };
}

export function emptyWorkbench(options: SampleOptions = {}): SampleWorkbench {
  return new SampleWorkbench({ empty: true, ...options });
}

/** What a person with a screen reader would stumble over; contrast is measured on the tokens instead. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** The words of an element as they are read out: its texts with a space between. */
export function said(element: Element): string {
  const texts: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? '');
  return texts
    .filter((text) => text !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

/** The rows of a table's body as texts of their cells; the last table of that name. */
export function tableRows(name: string | RegExp): string[][] {
  const region = screen.getAllByRole('group', { name }).at(-1);
  return [...(region?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.querySelectorAll('th, td')].map(said));
}
