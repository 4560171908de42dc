// Where the services tell of what changed; a host passes it on to its screens.
import type { WorkbenchEvent } from '#shared/contract/events.ts';

/** Tells every screen. */
export type EventSink = (event: WorkbenchEvent) => void;
