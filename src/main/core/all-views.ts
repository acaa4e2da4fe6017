import type { Json } from '../../shared/base/json.ts'
import { asOrreryError, type ErrorData } from '../../shared/base/errors.ts'
import type { Look } from '../systems/moment.ts'
import type { System, View } from '../systems/system.ts'

/** A view's data for given arguments, or why there is none. */
export type Printed =
  | { readonly args: Readonly<Record<string, Json>>; readonly data: unknown }
  | { readonly args: Readonly<Record<string, Json>>; readonly error: ErrorData }

/** What one view shows: its data; or, if it takes arguments, a list over all there are. */
export type PrintedView = unknown

/** Every view of a system at one moment. One that fails says so in its place. */
export function allViews(system: System, look: Look): Readonly<Record<string, PrintedView>> {
  return Object.fromEntries(Object.entries(system.views).map(([name, view]) => [name, printView(view, look)]))
}

function printView(view: View, look: Look): PrintedView {
  if (view.instances !== undefined) return view.instances(look).map((args) => printOne(view, look, args))
  const printed = printOne(view, look, {})
  return 'data' in printed ? printed.data : { error: printed.error }
}

function printOne(view: View, look: Look, args: Readonly<Record<string, Json>>): Printed {
  try {
    return { args, data: view.run(look, args) }
  } catch (thrown) {
    return { args, error: asOrreryError(thrown).toData() }
  }
}
