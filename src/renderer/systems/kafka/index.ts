import type { SystemPages } from '../../app/pages.ts'
import { Brokers } from './Brokers.tsx'
import { Controller } from './Controller.tsx'
import { pageOf } from './entities.ts'
import { stages } from './experiments/index.ts'
import { sketches } from './experiments/sketches/index.ts'
import { Group } from './Group.tsx'
import { Groups } from './Groups.tsx'
import { Overview } from './Overview.tsx'
import { Topic } from './Topic.tsx'
import { Topics } from './Topics.tsx'

/** The pages of Kafka. */
export const kafkaPages: SystemPages = {
  id: 'kafka',
  tabs: [
    { id: 'overview', label: 'Overview', path: '', Component: Overview },
    { id: 'brokers', label: 'Brokers', path: 'brokers', Component: Brokers },
    {
      id: 'topics',
      label: 'Topics',
      path: 'topics',
      Component: Topics,
      details: [{ path: 'topics/:topic', Component: Topic }],
    },
    {
      id: 'groups',
      label: 'Groups',
      path: 'groups',
      Component: Groups,
      details: [{ path: 'groups/:group', Component: Group }],
    },
    { id: 'controller', label: 'Controller', path: 'controller', Component: Controller },
  ],
  keys: [
    { keys: ['↑', '↓'], does: 'choose a partition, on the page of a topic' },
    { keys: ['Enter'], does: 'to its inspector' },
    { keys: ['W'], does: 'water levels of the whole log, or of its tail' },
  ],
  pageOf,
  stages,
  sketches,
}
