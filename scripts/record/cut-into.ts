import { rm, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { cutRecording } from '../../src/main/store/cut-recording.ts'
import { say } from '../lib/say.mjs'

/** Cuts what was kept of a target into `<folder>/<name>.orrery`. */
export async function cutInto(
  { name, title, about }: { readonly name: string; readonly title: string; readonly about: string },
  history: string,
  targetId: string,
  { from, to }: { readonly from: number; readonly to: number },
  folder: URL,
): Promise<void> {
  const out = fileURLToPath(new URL(`${name}.orrery`, folder))
  await rm(out, { force: true })
  cutRecording(history, [targetId], from, to, out, { info: { title, about } })
  say(`${name}: ${Math.round((to - from) / 1000)} s in ${Math.ceil((await stat(out)).size / 1024)} kB`)
}
