import { expect, test } from 'vitest'
import { parseJavaMajor } from '../../../scripts/lib/tools.ts'

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)', 17],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_292"', 8],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "25-ea" 2025-09-16', 25],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', 0],
  ['', 0],
])('reads the major version off %j', (text, major) => {
  expect(parseJavaMajor(text)).toBe(major)
})
