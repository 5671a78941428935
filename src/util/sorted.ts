// Lists that are in order.

/** Where the first item stands that is no longer `before`; by halves, since lists may have thousands of items. */
export function firstNot<Item>(items: readonly Item[], before: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(items[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
