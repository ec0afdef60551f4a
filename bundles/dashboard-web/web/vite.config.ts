import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Nothing is inlined: the content security policy of the bundle allows files of its own origin only.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env['TABLAO_WEB_OUT'] ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['TABLAO_API'] ?? 'http://127.0.0.1:8899' },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
