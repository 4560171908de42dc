// Runs inside the older Electron: requires the modules named after `-r`, then the app whose path follows, as the
// default app does that an unpacked Electron brings. Plain CommonJS for Node 16.
'use strict';
const { app } = require('electron');
const Module = require('node:module');
const { statSync, readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const preloaded = [];
let asked = null;
for (let index = 1; index < process.argv.length && asked === null; index++) {
  const argument = process.argv[index];
  if (argument === '-r' || argument === '--require') preloaded.push(process.argv[++index]);
  else if (!argument.startsWith('-')) asked = resolve(argument);
}
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
for (const path of preloaded) require(resolve(path));
if (asked === null) {
  console.error('Say which app to run: electron [-r module] path');
  app.exit(2);
} else {
  const isFolder = statSync(asked).isDirectory();
  if (isFolder) {
    const about = JSON.parse(readFileSync(join(asked, 'package.json'), 'utf8'));
    if (about.version) app.setVersion(about.version);
    app.setName(about.productName || about.name);
  }
  app.setAppPath(isFolder ? asked : dirname(asked));
  Module._load(asked, module, true);
}
