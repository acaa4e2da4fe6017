import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Every file of `main` that a process or a thread starts from. */
const entries = {
  index: 'src/main/index.ts',
  collector: 'src/main/collector.ts',
  headless: 'src/main/headless.ts',
  'history-worker': 'src/main/core/history-worker.ts',
  'store-worker': 'src/main/store/store-worker.ts',
  'actor-worker': 'src/main/core/actor-worker.ts',
}

export default defineConfig({
  main: { build: { rollupOptions: { input: entries } } },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // electron-vite leaves the renderer unminified unless told; it is read from disk, so one chunk does no harm
  renderer: { plugins: [react()], build: { minify: true, chunkSizeWarningLimit: 2000 } },
})
