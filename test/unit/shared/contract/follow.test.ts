import { expect, it } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { followOf, isWanted } from '#shared/contract/follow.ts';
import { packRuns } from '#shared/runs/packed-runs.ts';

const [shown, other] = ['abcd', 'efgh'].map((id) => runIdSchema.parse(id)) as [
  ReturnType<typeof runIdSchema.parse>,
  ReturnType<typeof runIdSchema.parse>,
];
const pointsOf = (runId: typeof shown): WorkbenchEvent => ({ type: 'metrics', runId, points: [] });
const news: WorkbenchEvent = { type: 'marked', runs: packRuns([]) };
const opening: WorkbenchEvent = { type: 'open-run', runId: other };

it('a page gets the points of the runs that it shows, and all news', () => {
  const follow = { isHidden: false, pointsOf: [shown] };
  expect([pointsOf(shown), pointsOf(other), news, opening].map((event) => isWanted(event, follow))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

it('a hidden page gets nothing but what a person waits for', () => {
  const follow = { isHidden: true, pointsOf: [shown] };
  expect([pointsOf(shown), news, opening].map((event) => isWanted(event, follow))).toEqual([false, false, true]);
});

it('who says nothing gets everything', () => {
  expect([pointsOf(other), news, opening].every((event) => isWanted(event, null))).toBe(true);
});

it('what is no such message is none', () => {
  expect(followOf({ follow: { isHidden: false, pointsOf: [shown] } })).toEqual({ isHidden: false, pointsOf: [shown] });
  for (const message of [null, 7, {}, { follow: {} }, { follow: { isHidden: 1, pointsOf: [] } }, { id: 1, name: 'x' }])
    expect(followOf(message)).toBeNull();
});
