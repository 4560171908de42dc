// Which events a page wants: the points of the runs that it shows, and no news of data while nobody sees it. A page that says
// nothing gets every event, as a command does.
import { z } from 'zod';
import { runIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';

/** What a page says of itself, each time that it changes. */
export const followSchema = z.object({
  /** A hidden page loads everything again when it is seen. */
  isHidden: z.boolean(),
  /** The runs whose points are shown. */
  pointsOf: z.array(runIdSchema).max(1000),
});
export type Follow = z.infer<typeof followSchema>;

/** A message without a number, which has no answer. */
const followMessageSchema = z.object({ follow: followSchema });

/** Null for any other message. */
export function followOf(message: unknown): Follow | null {
  return followMessageSchema.safeParse(message).data?.follow ?? null;
}

/** Whether a page gets an event; null: it has said nothing. */
export function isWanted(event: WorkbenchEvent, follow: Follow | null): boolean {
  if (follow === null) return true;
  switch (event.type) {
    case 'metrics':
      return !follow.isHidden && follow.pointsOf.includes(event.runId);
    case 'run':
    case 'marked':
    case 'runs-deleted':
    case 'truncated':
    case 'progress':
    case 'changed':
    case 'draft':
    case 'versions':
    case 'report':
      return !follow.isHidden;
    // These are told once, and a person waits for them.
    case 'task':
    case 'command':
    case 'open':
    case 'open-run':
    case 'notice':
      return true;
  }
}
