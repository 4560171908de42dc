// The page's only access to Electron: sending text, receiving text and bytes. The main process checks all messages.
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, hostChannel } from '#shared/contract/host-bridge.ts';
import type { HostBridge } from '#shared/contract/host-bridge.ts';

const bridge: HostBridge = {
  send: (text) => {
    ipcRenderer.send(hostChannel, text);
  },
  onMessage: (listener) => {
    ipcRenderer.on(hostChannel, (_event, message: string | Uint8Array<ArrayBuffer>) => {
      listener(message);
    });
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
