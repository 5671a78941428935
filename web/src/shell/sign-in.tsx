// Shown to a browser that is not signed in: how to get a link, and why the one it opened is none.
import { useLanguage } from '../language/language.tsx'
import { Steps } from './steps.tsx'

export function SignIn() {
  const { say } = useLanguage()
  return <Steps {...say.signIn} />
}

export function LinkRefused() {
  const { say } = useLanguage()
  return <Steps {...say.signIn.refused} />
}
