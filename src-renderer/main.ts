// The page's composition root: the host's transport, and the workbench mounted on it.
import '@fontsource-variable/inter/index.css';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import { mount } from 'svelte';
import { z } from 'zod';
import { createHostApi } from '#renderer/lib/host/create-host-api.ts';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';

// zod would try `new Function` for speed, which the content security policy forbids and reports.
z.config({ jitless: true });

const target = document.getElementById('app');
if (!target) throw new Error('The page has no element #app.');
mount(App, { target, props: { api: createHostApi(window) } });
