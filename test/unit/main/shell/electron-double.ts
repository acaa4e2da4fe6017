import { EventEmitter } from 'node:events'
import type { Menu, MessagePortMain } from 'electron'
import type { Electron, ForkOptions, MenuItem, WindowOptions } from '../../../../src/main/shell/electron.ts'

type Answer = (may: boolean) => void

/** One end of a line, as Electron's MessagePortMain: messages wait until it is started, and arrive in a later turn. */
export class PortDouble extends EventEmitter implements MessagePortMain {
  peer: PortDouble | undefined
  #waiting: unknown[] | undefined = []

  postMessage(message: unknown): void {
    this.peer?.receive(structuredClone(message))
  }

  receive(data: unknown): void {
    if (this.#waiting) this.#waiting.push(data)
    else setImmediate(() => this.emit('message', { data, ports: [] }))
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const data of waiting) this.receive(data)
  }

  close(): void {
    for (const end of [this, this.peer]) setImmediate(() => end?.emit('close'))
  }
}

export class ContentsDouble extends EventEmitter {
  mayUse: ((permission: string) => boolean) | undefined
  mayCheck: ((permission: string) => boolean) | undefined
  onOpen: ((details: { readonly url: string }) => { action: 'deny' }) | undefined
  readonly posted: { readonly channel: string; readonly ports: readonly MessagePortMain[] }[] = []
  readonly session = {
    setPermissionRequestHandler: (ask: (contents: unknown, permission: string, answer: Answer) => void) => {
      this.mayUse = (permission) => {
        let given = false
        ask(undefined, permission, (may) => (given = may))
        return given
      }
    },
    setPermissionCheckHandler: (ask: (contents: unknown, permission: string) => boolean) => {
      this.mayCheck = (permission) => ask(undefined, permission)
    },
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void {
    this.onOpen = handler
  }

  /** Of what the window loaded last. */
  printToPDF = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array([37, 80, 68, 70]))

  postMessage(channel: string, _message: unknown, ports: readonly MessagePortMain[]): void {
    this.posted.push({ channel, ports })
  }

  /** Tries to go elsewhere; true: nobody prevented it. */
  goes(event: 'will-navigate' | 'will-attach-webview'): boolean {
    let prevented = false
    this.emit(event, { preventDefault: () => (prevented = true) })
    return !prevented
  }
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble()
  readonly calls: string[] = []
  readonly options: WindowOptions

  constructor(options: WindowOptions) {
    super()
    this.options = options
  }

  loadFile(file: string): Promise<void> {
    this.calls.push(`load ${file}`)
    return Promise.resolve()
  }

  show = () => void this.calls.push('show')
  destroy = () => void this.calls.push('destroy')
  focus = () => void this.calls.push('focus')
  restore = () => void this.calls.push('restore')
  isMinimized = () => this.calls.at(-1) === 'minimized'
}

export class ProcessDouble extends EventEmitter {
  readonly received: { readonly message: unknown; readonly ports: readonly MessagePortMain[] }[] = []
  killed = false
  readonly file: string
  readonly options: ForkOptions

  constructor(file: string, options: ForkOptions) {
    super()
    this.file = file
    this.options = options
  }

  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    this.received.push({ message, ports })
    this.emit('received')
  }

  kill(): boolean {
    this.killed = true
    this.emit('exit', 0)
    return true
  }

  kinds(): unknown[] {
    return this.received.map(({ message }) => Reflect.get(message as object, 'kind'))
  }
}

class AppDouble extends EventEmitter {
  isFirst = true
  ended = false

  requestSingleInstanceLock = () => this.isFirst
  whenReady = () => Promise.resolve()

  /** As Electron: ends unless a listener prevents it. */
  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => (prevented = true) })
    this.ended = !prevented
  }
}

/** Everything that the shell touches of Electron, and what it did with it. */
export function electronDouble() {
  const windows: WindowDouble[] = []
  const processes: ProcessDouble[] = []
  const app = new AppDouble()
  const ipcMain = new EventEmitter()
  const seen = {
    opened: [] as string[],
    errors: [] as string[],
    /** What the person chooses in the next dialog, and the names that save dialogs proposed. */
    chosen: [] as string[],
    proposed: [] as string[],
    menus: [] as MenuItem[][],
    notes: [] as NoteDouble[],
  }
  class NoteDouble extends EventEmitter {
    readonly title: string
    shown = false
    constructor(options: { readonly title: string }) {
      super()
      this.title = options.title
      seen.notes.push(this)
    }
    show = () => void (this.shown = true)
    static isSupported = () => true
  }
  const electron: Electron = {
    app,
    BrowserWindow: class extends WindowDouble {
      constructor(options: WindowOptions) {
        super(options)
        windows.push(this)
      }
    },
    Menu: {
      buildFromTemplate: (template) => (seen.menus.push(template), {} as Menu),
      setApplicationMenu: () => undefined,
    },
    MessageChannelMain: class {
      readonly port1 = new PortDouble()
      readonly port2 = new PortDouble()
      constructor() {
        this.port1.peer = this.port2
        this.port2.peer = this.port1
      }
    },
    Notification: NoteDouble,
    dialog: {
      showErrorBox: (title, content) => void seen.errors.push(`${title}: ${content}`),
      showOpenDialog: () => Promise.resolve({ filePaths: seen.chosen }),
      showSaveDialog: ({ defaultPath }) => {
        seen.proposed.push(defaultPath)
        const [filePath = ''] = seen.chosen
        return Promise.resolve({ canceled: filePath === '', filePath })
      },
    },
    ipcMain,
    nativeTheme: { shouldUseDarkColors: true },
    shell: { openExternal: (url) => (seen.opened.push(url), Promise.resolve()) },
    utilityProcess: {
      fork(file, _args, options) {
        const made = new ProcessDouble(file, options)
        processes.push(made)
        return made
      },
    },
  }
  return { electron, app, ipcMain, windows, processes, seen }
}
