// Whether the code of this page is still what the server has, or an update came between.

/** The script that this page was started by; its name carries a hash of all the code. */
const ownScript = document.querySelector('script[type=module][src]')?.getAttribute('src')

/** Undefined where no server answers. */
export async function servedBuild(): Promise<'ours' | 'another' | undefined> {
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' })
    if (!answer.ok || !ownScript) return undefined
    return (await answer.text()).includes(ownScript) ? 'ours' : 'another'
  } catch {
    // nobody there, which is the answer
    return undefined
  }
}
