// Where the services tell of what changed; a host passes it on to its screens.
import type { WorkbenchEvent } from '#shared/contract/events.ts';

export type EventSink = (event: WorkbenchEvent) => void;
