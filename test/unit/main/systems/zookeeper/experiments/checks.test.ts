import { expect, test } from 'vitest'
import { digestId } from '../../../../../../lab/zookeeper/digest.ts'
import { OrreryError } from '../../../../../../src/shared/base/errors.ts'
import {
  type AclAsker,
  judgeAcl,
  noAddWatch,
} from '../../../../../../src/main/systems/zookeeper/experiments/checks.ts'
import type { Acl } from '../../../../../../src/main/systems/zookeeper/experiments/client/znode-client.ts'
import { answeredError } from '../../../../../../src/main/systems/zookeeper/experiments/client/codes.ts'

const nobody: AclAsker = { root: '/app', schemes: [], credentials: undefined }
const ann: AclAsker = { ...nobody, credentials: { username: 'ann', password: 'secret' } }
/** As the lab writes it into ACLs that real servers take. */
const annId = digestId('ann', 'secret')
const acl = (scheme: string, id: string, permissions: number): Acl => ({ scheme, id, permissions })

test.each<[string, readonly Acl[], AclAsker, string]>([
  ['open to anyone', [acl('world', 'anyone', 31)], nobody, 'ok'],
  ['just what is needed', [acl('world', 'anyone', 1 + 4 + 8)], nobody, 'ok'],
  ['all but DELETE', [acl('world', 'anyone', 1 + 2 + 4)], nobody, 'refused'],
  ['somebody else’s', [acl('digest', 'bob:x', 31)], ann, 'refused'],
  ['a user’s, without credentials', [acl('digest', annId, 31)], nobody, 'refused'],
  ['ours, with the digest masked for who has no ADMIN', [acl('digest', 'ann:x', 31)], ann, 'unknown'],
  ['ours, of another password', [acl('digest', 'ann:AAAA', 31)], ann, 'refused'],
  ['by address', [acl('ip', '10.0.0.0/8', 31)], nobody, 'unknown'],
  ['partly by address', [acl('world', 'anyone', 1), acl('ip', '10.0.0.0/8', 4)], nobody, 'refused'],
  ['added up', [acl('world', 'anyone', 1 + 4), acl('digest', annId, 8)], ann, 'ok'],
  ['nobody’s, for the superuser', [acl('digest', 'bob:x', 31)], { ...ann, schemes: ['ip', 'super'] }, 'ok'],
])('an ACL that is %s', (_, entries, asker, is) => {
  expect(judgeAcl(entries, asker).is).toBe(is)
})

test('a refusal names what is missing and the grant, never a digest', () => {
  const check = judgeAcl([acl('world', 'anyone', 1), acl('digest', 'bob:c2VjcmV0', 31)], ann)
  expect(check.says).toBe('Its ACL: world:anyone:r, digest:bob:rwcda. That gives us no CREATE, DELETE')
  expect(check.fix).toContain('adds digest:ann:<its digest>:rcd')
  expect(JSON.stringify(check)).not.toContain('c2VjcmV0')
})

test('addWatch is refused for its age, whether the server says so or hangs up', () => {
  for (const error of [answeredError(-6, 'addWatch /'), new OrreryError('refused', 'closed the connection')])
    expect(noAddWatch(error)).toMatchObject({
      is: 'refused',
      says: 'This ZooKeeper doesn’t know addWatch: it is older than 3.6',
    })
  expect(noAddWatch(new OrreryError('timeout', 'No answer'))).toMatchObject({
    is: 'refused',
    says: 'No answer',
  })
})
