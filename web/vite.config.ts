import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: process.env.TRILAT_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  // `npm run dev` beside a running `trilat serve`.
  server: { proxy: { '/v1': 'http://127.0.0.1:8733', '/healthz': 'http://127.0.0.1:8733' } },
});
