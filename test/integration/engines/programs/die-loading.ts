// Is killed while it loads the engine of HOME, as by a library that crashes.
import { preloadNativeEngine } from '#main/engines/preload-native.ts';

preloadNativeEngine(process.argv[2] ?? '', {
  session: 'the one that died',
  platform: 'linux',
  load: () => {
    process.kill(process.pid, 'SIGKILL');
  },
});
