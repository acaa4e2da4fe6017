import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { t0 } from './history.ts'

/** A process of its own that cuts a history which another one writes. Arguments: history, archive. */
const [source = '', out = ''] = process.argv.slice(2)
cutRecording(source, ['c'], t0 + 10_000, t0 + 30_000, out)
