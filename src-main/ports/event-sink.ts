// Where the services send events; a host forwards them to its pages.
import type { WorkbenchEvent } from '#shared/contract/events.ts';

/** Sends an event to every page. */
export type EventSink = (event: WorkbenchEvent) => void;
