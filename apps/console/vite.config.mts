import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // relative: the gateway may be served below a path
  base: './',
  plugins: [react()],
  // the gateway puts a nonce of its own in this place of every page it sends
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    manifest: true,
    // inline scripts, styles and fonts would need exceptions in the content security policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React changes more rarely than we do: browsers keep its file when ours has changed
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/health': 'http://localhost:8080' } },
});
