// The shell's events for the page. They are queued while the page loads or reloads, until it listens.
import type { WebContents } from 'electron';
import type { WorkbenchEvent } from '#shared/contract/events.ts';

export interface PageEvents {
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly tell: (event: WorkbenchEvent) => void;
  /** Queues events while the page is not loaded. */
  follow(contents: Pick<WebContents, 'on'>): void;
}

export function createPageEvents(): PageEvents {
  const listeners = new Set<(event: WorkbenchEvent) => void>();
  let waiting: WorkbenchEvent[] = [];
  let isListening = false;
  const send = (event: WorkbenchEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: (event) => {
      if (isListening) send(event);
      else waiting.push(event);
    },
    follow: (contents) => {
      isListening = false;
      contents.on('did-start-loading', () => {
        isListening = false;
      });
      contents.on('render-process-gone', () => {
        isListening = false;
      });
      contents.on('destroyed', () => {
        isListening = false;
      });
      // The page's scripts have run by then, and the workbench has begun to listen. Going to another place of the same page is
      // loading, too, but ends at once.
      contents.on('did-stop-loading', () => {
        isListening = true;
        const kept = waiting;
        waiting = [];
        for (const event of kept) send(event);
      });
    },
  };
}
