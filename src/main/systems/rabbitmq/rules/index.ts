import type { Rule } from '../../rule.ts'

export const rabbitmqRules: readonly Rule[] = []
