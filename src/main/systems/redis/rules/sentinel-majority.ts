import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { parseAddress } from '../../base/address.ts'
import { beliefsOf, givenAddress, knownSentinels, masterNames } from '../views/beliefs.ts'
import { failoverOutlook } from '../views/failover.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

const fewest = 3
const holdMs = 10_000

/** R28. How many sentinels there are and where, against the majority that a failover needs. */
export const sentinelMajority: Rule = {
  id: 'redis/sentinel-majority',
  title: 'A majority of sentinels outlives the master’s machine',
  why: 'Whoever fails a master over needs the votes of more than half of all sentinels: if they die with its machine, nobody can.',
  fix: 'Run at least three sentinels on three machines that fail independently.',
  source: sources.sentinel,
  evaluate: (look) => ({ candidates: masterNames(look).flatMap((name) => candidate(look, name) ?? []) }),
}

function candidate(look: Look, name: string): Candidate | undefined {
  const title = whatIsWeak(look, name)
  const beliefs = beliefsOf(look, name)
  const [first] = beliefs
  if (title === undefined || first === undefined) return undefined
  return {
    ...{ entity: `belief/${first.sentinel}/${name}`, severity: 'warning', title, holdMs },
    evidence: beliefs.map(({ entity, others, quorum, sentinel }) =>
      factEvidence(
        look,
        entity,
        'belief.master',
        `${sentinel} knows ${others ?? '?'} others, quorum ${quorum ?? '?'}`,
      ),
    ),
  }
}

function whatIsWeak(look: Look, name: string): string | undefined {
  const { known, quorum, majority } = failoverOutlook(look, name)
  const sentinels = [...knownSentinels(look, name)]
  if (sentinels.length === 0) return undefined
  if (known < fewest)
    return `${name} is watched by ${known} ${known === 1 ? 'sentinel' : 'sentinels'}: losing one leaves no majority`
  if (quorum !== null && quorum > known)
    return `The quorum of ${name} is ${quorum}, but there are only ${known} sentinels`
  const master = givenAddress(look, name)
  const hosts = sentinels.map(hostOf)
  // all on one machine is a trial, not a plan: of that the machine's owner knows
  if (master === null || new Set([...hosts, hostOf(master)]).size === 1) return undefined
  const left = hosts.filter((host) => host !== hostOf(master)).length
  return left >= majority
    ? undefined
    : `If ${hostOf(master)} fails, ${left} of ${known} sentinels of ${name} are left, majority ${majority}`
}

function hostOf(address: string): string {
  return parseAddress(address).host
}
