import type { ReportSource } from '../../reports/source.ts'
import type { HistoryReader } from '../../store/store.ts'
import type { System } from '../../systems/system.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { toldCapabilities } from '../observe/told-facts.ts'
import { eventRows } from './event-rows.ts'
import type { ReportedPlace } from './questions.ts'

/** Of one report: more causes would be read by nobody. */
const mostFindings = 5000

/** What a report reads of a target, out of a file. */
export function reportSource(
  reader: HistoryReader,
  system: System,
  catalogue: Catalogue,
  { id, name, endpoints, targetId }: ReportedPlace,
): ReportSource {
  return {
    targetId: id,
    config: { name, endpoints },
    catalogue,
    summary: (look) => system.summary?.(look) ?? '',
    capabilities: (look) => toldCapabilities(look.moment),
    parts: (look) => system.report?.(look) ?? { topology: [], configuration: [] },
    look: (at) => reader.look(targetId, at),
    findings: (from, to) => reader.findingsIn(targetId, from, to, mostFindings),
    verdicts: (at) => reader.verdictsAt(targetId, at),
    events: (from, to, limit) => eventRows(reader, catalogue, { targetId, from, to, limit }),
    series: (query) => reader.series({ ...query, targetId }),
    unseen: (from, to) =>
      to > from ? reader.timeline({ targetId, from, to, buckets: 1 }, { notable: [], silent: [] }).gaps : [],
  }
}
