// Cookies and localStorage that never throw: a browser may block them, or have no room left.

/** What `work` returns, or undefined where the browser does not allow it. */
export function allowed<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** The text that stands under a name, parsed; undefined when there is none that can be. */
export function load<Value>(name: string): Value | undefined {
  return allowed(() => JSON.parse(localStorage[name] as string) as Value)
}

export function save(name: string, text: string): void {
  allowed(() => (localStorage[name] = text))
}

export function remove(name: string): void {
  allowed(() => localStorage.removeItem(name))
}

/** Names in localStorage that begin so. */
export function storedNames(prefix: string): string[] {
  return allowed(() => Object.keys(localStorage).filter((name) => name.startsWith(prefix))) ?? []
}

/** Cookies of these names (`a|b`), with and without underscores before; no more than 256 letters of each. */
export function cookies(names: string): Record<string, string> {
  const text = allowed(() => document.cookie) ?? ''
  const found = text.matchAll(new RegExp(`(?:^|; )_*(${names})=([^;]*)`, 'g'))
  return Object.fromEntries(Array.from(found, ([, key, value]) => [key, value?.slice(0, 256)]))
}

/**
 * Sets a cookie for the broadest domain that the browser accepts, so that subdomains share it; `''` removes it.
 * Browsers shorten how long it lasts to what they allow, 400 days at most.
 */
export function setCookie(name: string, value: string): void {
  const parts = location.hostname.split('.')
  // from `com` by `example.com` to `www.example.com`, and last the host itself
  for (let count = 1; count <= parts.length + 1 && (!value || cookies(name)[name] !== value); count++) {
    const domain = count > parts.length ? '' : `;domain=${parts.slice(-count).join('.')}`
    const age = value ? 34_560_000 : 0
    allowed(() => (document.cookie = `${name}=${value};path=/;samesite=lax;max-age=${age}${domain}`))
  }
}
