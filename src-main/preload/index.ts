// All that a page gets of Electron: a way to send and to receive text. Everything else is checked on the other side.
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, hostChannel } from '#shared/contract/host-bridge.ts';
import type { HostBridge } from '#shared/contract/host-bridge.ts';

const bridge: HostBridge = {
  send: (text) => {
    ipcRenderer.send(hostChannel, text);
  },
  onMessage: (listener) => {
    ipcRenderer.on(hostChannel, (_event, text: string) => {
      listener(text);
    });
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
