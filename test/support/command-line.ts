// A command line whose questions go to an API in this process, and what it said; for tests of commands.
import type { Cli } from '#cli/context.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { Problem } from '#util/problem.ts'

export interface TestCommandLine {
  cli: Cli
  /** Lines of stdout and of stderr since `fresh` was called last. */
  out: string[]
  remarks: string[]
  fresh(): void
  /** Lines that do not fit a terminal, links and documents aside: those are for copying, or for programs. */
  tooLong(): string[]
}

/** @param request answers the API's paths. */
export function openTestCommandLine(
  request: (path: string, init: RequestInit) => Response | Promise<Response>,
  { settings, cwd = '.' }: { settings: Cli['settings']; cwd?: string },
): TestCommandLine {
  const [out, remarks]: [string[], string[]] = [[], []]
  const cli: Cli = {
    settings,
    cwd,
    async api(path, init) {
      const answer = await request(path, { ...init, duplex: 'half' })
      if (answer.ok) return answer
      const { error } = (await answer.json()) as ReturnType<Problem['toJSON']>
      throw new Problem(error.code, error.message, error)
    },
    print: (line) => void out.push(line),
    remark: (line) => void remarks.push(line),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  }
  return {
    cli,
    out,
    remarks,
    fresh() {
      out.length = 0
      remarks.length = 0
    },
    tooLong() {
      const lines = [...out.filter((text) => !/^(http|[[{])/.test(text)), ...remarks].flatMap((text) =>
        text.split('\n'),
      )
      return lines.filter((line) => line.length > 80)
    },
  }
}

/** One that asks the whole API, as the admin. */
export function asAdmin(services: Services, cwd?: string): TestCommandLine {
  const app = createApi(services)
  const request = (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${services.adminToken}`)
    return app.request(`http://127.0.0.1:${services.settings.port}${path}`, { ...init, headers })
  }
  return openTestCommandLine(request, { settings: services.settings, ...(cwd !== undefined && { cwd }) })
}
