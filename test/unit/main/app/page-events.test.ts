import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { createPageEvents } from '#main/app/page-events.ts';

const changed = (what: 'datasets' | 'experiments'): WorkbenchEvent => ({ type: 'changed', what });

test('what is told while the page loads reaches it, in order, when it is there', () => {
  const page = new EventEmitter();
  const events = createPageEvents();
  const heard: WorkbenchEvent[] = [];
  const leave = events.subscribe((event) => heard.push(event));
  events.tell(changed('datasets'));
  events.follow(page as unknown as Pick<WebContents, 'on'>);
  events.tell(changed('experiments'));
  expect(heard).toEqual([]);
  page.emit('did-stop-loading');
  expect(heard).toEqual([changed('datasets'), changed('experiments')]);

  for (const gone of ['did-start-loading', 'render-process-gone', 'destroyed']) {
    page.emit(gone);
    heard.length = 0;
    events.tell(changed('datasets'));
    expect(heard).toEqual([]);
    page.emit('did-stop-loading');
    page.emit('did-stop-loading');
    expect(heard).toEqual([changed('datasets')]);
  }
  leave();
  events.tell(changed('datasets'));
  expect(heard).toHaveLength(1);
});
