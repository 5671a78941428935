// Shown to a browser that is not signed in: how to get a link.
import { useLanguage } from '../language/language.tsx'
import { Steps } from './steps.tsx'

export function SignIn() {
  const { say } = useLanguage()
  return <Steps {...say.signIn} />
}
