/** What a page in Electron posts to its own window to ask for its line to the collector. */
export const askPortChannel = 'orrery-ask-port'

/** What comes back, with the port; also the name of the channels between preload and shell. */
export const portChannel = 'orrery-port'

/** The key of a message of the bridge to its page: the paths of the files that were dropped onto it. */
export const droppedChannel = 'orrery-dropped'
