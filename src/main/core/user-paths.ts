import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface UserPaths {
  readonly configDir: string
  readonly dataDir: string
}

/** Where this user's settings and history lie, as the platform wants it. `ORRERY_HOME` puts both into one folder. */
export function userPaths(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): UserPaths {
  const whole = env['ORRERY_HOME']
  if (whole !== undefined && whole !== '') return { configDir: whole, dataDir: join(whole, 'history') }
  if (platform === 'darwin') return inOne(join(homedir(), 'Library/Application Support/Orrery'))
  if (platform === 'win32') return inOne(join(env['APPDATA'] ?? join(homedir(), 'AppData/Roaming'), 'Orrery'))
  return {
    configDir: join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'orrery'),
    dataDir: join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'), 'orrery'),
  }
}

function inOne(folder: string): UserPaths {
  return { configDir: folder, dataDir: join(folder, 'history') }
}

/** @param given by --targets, relative to where the person stands */
export function targetsFileOf(given: string | undefined, { configDir }: UserPaths): string {
  return given === undefined ? join(configDir, 'targets.json') : resolve(given)
}
