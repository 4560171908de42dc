// The one contract between a screen and its host: requests, events, and the API a renderer knows.
// Every host (browser, Electron, command line) derives its handlers from `requests`; one that is forgotten does not compile.
import type { z } from 'zod';
import { appRequests } from '#shared/contract/app.ts';
import { datasetRequests } from '#shared/contract/datasets.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { experimentRequests } from '#shared/contract/experiments.ts';
import { runRequests } from '#shared/contract/runs.ts';

/** Every request a screen can make. The host validates input on arrival, a message transport output as well. */
export const requests = {
  ...appRequests,
  ...experimentRequests,
  ...datasetRequests,
  ...runRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
/** What a caller passes: defaults may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
/** What a handler gets: validated, defaults filled in. */
export type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

/** A host's side of the contract: one handler for every request. */
export type WorkbenchHandlers = {
  [N in RequestName]: (input: ParsedInput<N>) => RequestOutput<N> | Promise<RequestOutput<N>>;
};

/**
 * What a transport says of its connection. `silent`: it is there, but the host does not answer; nothing is lost when it is
 * `connected` again. `lost`: it is gone, and what the host says meanwhile is missed; the transport connects again by itself.
 */
export type ConnectionSignal = 'connected' | 'silent' | 'lost';

/** All that the renderer knows of its host. Requests reject with an `AppError`. */
export interface WorkbenchApi {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: WorkbenchEvent) => void): () => void;
  /** Calls `listener` whenever the connection changes, until the returned function is called. */
  onConnection(listener: (state: ConnectionSignal) => void): () => void;
}
