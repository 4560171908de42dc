// The envelope in which requests, answers and events travel over a message transport.
import { z } from 'zod';
import { serializedErrorSchema } from '#shared/base/app-error.ts';
import { workbenchEventSchema } from '#shared/contract/events.ts';

/** The envelope in which requests, answers and events travel over a message transport. */
export const clientMessageSchema = z.object({ id: z.number().int().min(0), name: z.string(), input: z.unknown() });
export type ClientMessage = z.infer<typeof clientMessageSchema>;
/** What a host sends: an answer, an error or an event. */
export const hostMessageSchema = z.union([
  z.object({ id: z.number().int(), output: z.unknown() }),
  z.object({ id: z.number().int(), error: serializedErrorSchema }),
  z.object({ event: workbenchEventSchema }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
