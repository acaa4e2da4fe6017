import type { Menu, MessagePortMain } from 'electron'

/**
 * The part of Electron that the shell uses, handed in by the entry: so that the shell's wiring is tested without
 * Electron, and nothing else can reach for more. The real module is checked against it where it is handed in.
 */
export interface Electron {
  readonly app: App
  readonly BrowserWindow: new (options: WindowOptions) => BrowserWindow
  readonly Menu: MenuClass
  readonly MessageChannelMain: new () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain }
  readonly Notification: NotificationClass
  readonly ipcMain: {
    on(channel: string, listener: (event: { readonly sender: WebContents }) => void): unknown
  }
  readonly nativeTheme: { readonly shouldUseDarkColors: boolean }
  readonly dialog: {
    showErrorBox(title: string, content: string): void
    showOpenDialog(options: OpenDialogOptions): Promise<{ readonly filePaths: readonly string[] }>
    showSaveDialog(
      options: SaveDialogOptions,
    ): Promise<{ readonly canceled: boolean; readonly filePath: string }>
  }
  readonly shell: { openExternal(url: string): Promise<void> }
  readonly utilityProcess: { fork(file: string, args: string[], options: ForkOptions): UtilityProcess }
}

export interface App {
  requestSingleInstanceLock(): boolean
  whenReady(): Promise<void>
  quit(): void
  on(
    event: 'second-instance',
    listener: (event: unknown, args: string[], workingDirectory: string) => void,
  ): unknown
  /** macOS: a file was double-clicked, perhaps before the program was ready. */
  on(event: 'open-file', listener: (event: { preventDefault(): void }, path: string) => void): unknown
  on(event: 'activate', listener: () => void): unknown
  on(event: 'window-all-closed', listener: () => void): unknown
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
}

interface FileFilter {
  name: string
  extensions: string[]
}

export interface OpenDialogOptions {
  filters: FileFilter[]
  properties: ('openFile' | 'multiSelections')[]
}

export interface SaveDialogOptions {
  filters: FileFilter[]
  defaultPath: string
}

export interface WindowOptions {
  readonly width: number
  readonly height: number
  readonly minWidth?: number
  readonly minHeight?: number
  readonly show: boolean
  readonly backgroundColor?: string
  readonly webPreferences: {
    readonly preload?: string
    readonly contextIsolation: true
    readonly sandbox: true
    readonly nodeIntegration: false
    readonly webviewTag?: false
    /** A page that is only printed runs no script. */
    readonly javascript?: false
  }
}

export interface BrowserWindow {
  readonly webContents: WebContents
  loadFile(file: string): Promise<void>
  /** At once, without asking the page. */
  destroy(): void
  show(): void
  focus(): void
  restore(): void
  isMinimized(): boolean
  on(event: 'ready-to-show', listener: () => void): unknown
  on(event: 'closed', listener: () => void): unknown
}

export interface WebContents {
  readonly session: {
    setPermissionRequestHandler(
      handler: (contents: unknown, permission: string, answer: (may: boolean) => void) => void,
    ): void
    setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void
  }
  on(event: 'will-navigate', listener: (event: { preventDefault(): void }) => void): unknown
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown
  printToPDF(options: { printBackground: boolean; preferCSSPageSize: boolean }): Promise<Uint8Array>
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void
  postMessage(channel: string, message: unknown, transfer: MessagePortMain[]): void
}

export interface ForkOptions {
  readonly serviceName: string
  readonly stdio: 'inherit'
}

export interface UtilityProcess {
  postMessage(message: unknown, transfer?: MessagePortMain[]): void
  kill(): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
}

export interface NotificationClass {
  new (options: { readonly title: string; readonly body: string }): {
    show(): void
    on(event: 'click', listener: () => void): unknown
  }
  isSupported(): boolean
}

export interface MenuClass {
  buildFromTemplate(template: MenuItem[]): Menu
  setApplicationMenu(menu: Menu): void
}

export interface MenuItem {
  readonly role?:
    | 'appMenu'
    | 'editMenu'
    | 'windowMenu'
    | 'reload'
    | 'toggleDevTools'
    | 'togglefullscreen'
    | 'resetZoom'
    | 'zoomIn'
    | 'zoomOut'
    | 'quit'
  readonly label?: string
  readonly accelerator?: string
  readonly type?: 'separator'
  readonly submenu?: MenuItem[]
  readonly click?: () => void
}
