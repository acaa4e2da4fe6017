/**
 * One frozen list for each content: ten thousand partitions have a handful of different ISRs, and what is the same
 * object needs no comparing downstream. Grows with the number of different lists, which is small.
 */
export class ListPool {
  readonly #root = new Node()

  /** The one list with these numbers, in this order. */
  of(numbers: readonly number[]): readonly number[] {
    let node = this.#root
    for (const number of numbers) node = node.child(number)
    return (node.list ??= Object.freeze([...numbers]))
  }

  /** The one list with these numbers, ascending: for what is a set. */
  setOf(numbers: readonly number[]): readonly number[] {
    for (let i = 1; i < numbers.length; i++)
      if (numbers[i - 1]! > numbers[i]!) return this.of([...numbers].sort((a, b) => a - b))
    return this.of(numbers)
  }
}

class Node {
  list: readonly number[] | undefined
  readonly #children = new Map<number, Node>()

  child(number: number): Node {
    let child = this.#children.get(number)
    if (child === undefined) this.#children.set(number, (child = new Node()))
    return child
  }
}
