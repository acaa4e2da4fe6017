import type { CompareRequest, Side } from '../../shared/api/compare.ts'
import type { At, SeriesQuery } from '../../shared/api/history.ts'
import type { Redaction, ReportRequest } from '../../shared/api/report.ts'
import { foundSorts, type SearchRequest } from '../../shared/api/search.ts'
import type { TargetDraft } from '../../shared/api/targets.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'
import { labs } from '../../shared/systems/index.ts'
import type { ViewRequest } from './live-views.ts'

const labClusters = labs.map(({ cluster }) => cluster)
const redactions: readonly Redaction[] = ['hosts', 'names', 'clients']
const most = 100_000
const mostDays = 3650
/** Nobody types more, characters. */
const mostSearched = 1_000

/**
 * Checks of what windows send, where it enters the process: types hold only within it.
 * Each gives back what it was given. @throws OrreryError `invalid`
 */
export const check = {
  text(value: unknown, name: string): string {
    return typeof value === 'string' ? value : wrong(name, 'a text')
  },

  instant(value: unknown): number {
    return typeof value === 'number' && Number.isFinite(value) ? value : wrong('at', 'an instant in ms')
  },

  at(value: unknown): At {
    return value === 'live' ? value : check.instant(value)
  },

  limit(value: unknown): number {
    const isLimit = Number.isInteger(value) && (value as number) > 0 && (value as number) <= most
    return isLimit ? (value as number) : wrong('limit', `a whole number from 1 to ${most}`)
  },

  days(value: unknown): number {
    const isDays = Number.isInteger(value) && (value as number) > 0 && (value as number) <= mostDays
    return isDays ? (value as number) : wrong('days', `a whole number from 1 to ${mostDays}`)
  },

  stretch({ from, to }: { from: unknown; to: unknown }): { from: number; to: number } {
    const stretch = { from: check.instant(from), to: check.instant(to) }
    return stretch.from <= stretch.to ? stretch : wrong('from', 'an instant before to')
  },

  step({ from, direction, by }: { from: unknown; direction: unknown; by: unknown }) {
    if (direction !== 'back' && direction !== 'forward') return wrong('direction', 'back or forward')
    if (by !== 'sample' && by !== 'event' && by !== 'finding') return wrong('by', 'sample, event or finding')
    return { from: check.instant(from), direction, by } as const
  },

  view({ targetId, view, args }: { targetId: unknown; view: unknown; args: unknown }): ViewRequest {
    if (args !== undefined && !isRecord(args)) return wrong('args', 'a record')
    return {
      targetId: check.text(targetId, 'targetId'),
      view: check.text(view, 'view'),
      args: (args ?? {}) as Readonly<Record<string, Json>>,
    }
  },

  series(query: Omit<SeriesQuery, 'targetId'>): Omit<SeriesQuery, 'targetId'> {
    if (!Array.isArray(query.series)) return wrong('series', 'a list')
    for (const { entity, metric } of query.series as readonly { entity: unknown; metric: unknown }[]) {
      check.text(entity, 'entity')
      check.text(metric, 'metric')
    }
    check.limit(query.points)
    check.stretch(query)
    return query.as === 'value' || query.as === 'rate' ? query : wrong('as', 'value or rate')
  },

  draft(draft: TargetDraft): TargetDraft {
    if (!isRecord(draft)) return wrong('draft', 'a record')
    check.text(draft.name, 'name')
    for (const key of ['id', 'url', 'system', 'username', 'password'] as const)
      if (draft[key] !== undefined) check.text(draft[key], key)
    if (draft.intervalMs !== undefined) check.instant(draft.intervalMs)
    if (draft.endpoints !== undefined && !isTexts(draft.endpoints))
      return wrong('endpoints', 'a list of texts')
    const permission: unknown = draft.permission ?? 'observe'
    if (permission !== 'observe' && permission !== 'experiment')
      return wrong('permission', 'observe or experiment')
    checkSecretRef(draft.passwordFrom)
    return draft
  },

  compare({ a, b }: { a: unknown; b: unknown }): CompareRequest {
    const side = (value: unknown): Side => {
      const { targetId, at }: Partial<Record<string, unknown>> = isRecord(value) ? value : {}
      return { targetId: check.text(targetId, 'targetId'), at: check.at(at) }
    }
    return { a: side(a), b: side(b) }
  },

  report(value: unknown): ReportRequest {
    const { targetIds, from, to, title, redact }: Partial<Record<string, unknown>> = isRecord(value)
      ? value
      : {}
    if (!isTexts(targetIds) || targetIds.length === 0)
      return wrong('targetIds', 'the ids of one target at least')
    const kinds = isTexts(redact) ? redactions.filter((kind) => redact.includes(kind)) : []
    const stretch = check.stretch({ from, to })
    const asked = title === undefined || title === '' ? {} : { title: check.text(title, 'title') }
    return { targetIds, ...stretch, ...asked, redact: kinds }
  },

  search(value: unknown): SearchRequest {
    const { text, from, to, targetIds, sorts, kinds, limit }: Partial<Record<string, unknown>> = isRecord(
      value,
    )
      ? value
      : {}
    const texts = (name: string, list: unknown) => (isTexts(list) ? list : wrong(name, 'a list of texts'))
    const known = (sort: string) =>
      foundSorts.find((one) => one === sort) ?? wrong('sorts', foundSorts.join(' or '))
    check.stretch({ from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER })
    return {
      text: check.text(text, 'text').slice(0, mostSearched),
      limit: check.limit(limit),
      ...(from === undefined ? {} : { from: check.instant(from) }),
      ...(to === undefined ? {} : { to: check.instant(to) }),
      ...(targetIds === undefined ? {} : { targetIds: texts('targetIds', targetIds) }),
      ...(sorts === undefined ? {} : { sorts: texts('sorts', sorts).map(known) }),
      ...(kinds === undefined ? {} : { kinds: texts('kinds', kinds) }),
    }
  },

  labCluster(value: unknown): string {
    return labClusters.find((cluster) => cluster === value) ?? wrong('cluster', labClusters.join(' or '))
  },
}

function checkSecretRef(ref: unknown): void {
  if (ref === undefined) return
  const { kind, name, path } = isRecord(ref) ? ref : ({} as Record<string, unknown>)
  if (kind === 'env' && typeof name === 'string') return
  if (kind === 'file' && typeof path === 'string') return
  wrong('passwordFrom', 'the name of an environment variable or the path of a file')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function wrong(name: string, wanted: string): never {
  throw new OrreryError('invalid', `${name} is not ${wanted}`)
}
