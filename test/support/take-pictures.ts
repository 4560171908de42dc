// `npm run pictures`: lets the test that looks at every page keep its pictures in docs/pictures.
import { startVitest } from 'vitest/node';

process.env['UPDATE_PICTURES'] = 'yes';
const vitest = await startVitest(['test/e2e/browser/looks.spec.ts'], { project: 'e2e', run: true });
await vitest.close();
